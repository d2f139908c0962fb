extension Script {
    /// The rule of figures, as `FigureFormat` has it: exact, rounded once, half away from zero.
    ///
    /// A number is a pair of integers, numerator and denominator; nothing is computed in floating
    /// point.
    static let rule = #"""
        const exact = (value) => {
          const match = /^(-?)(\d*)\.?(\d*)$/.exec(value === null || value === undefined ? '' : String(value));
          if (!match || !(match[2] + match[3])) return null;
          return [BigInt(match[1] + match[2] + match[3]), 10n ** BigInt(match[3].length)];
        };
        const times = (a, b) => a && b && [a[0] * b[0], a[1] * b[1]];
        const over = (a, b) => a && b && b[0] !== 0n ? (b[0] < 0n ? [-a[0] * b[1], a[1] * -b[0]] : [a[0] * b[1], a[1] * b[0]]) : null;
        const minus = (a, b) => a && b && [a[0] * b[1] - b[0] * a[1], a[1] * b[1]];
        const unitsOf = (value, places) => {
          const sign = value[0] < 0n ? -1n : 1n;
          return sign * ((2n * sign * value[0] * 10n ** BigInt(places) + value[1]) / (2n * value[1]));
        };
        const rounded = (value, places) => value && [unitsOf(value, places), 10n ** BigInt(places)];
        const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');
        const digitsOf = (units, places, most) => {
          const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
          const whole = grouped(digits.slice(0, digits.length - places));
          const rest = places ? digits.slice(-places) : '';
          const kept = most ? rest.replace(/0+$/, '') : rest;
          return (units < 0n ? '−' : '') + whole + (kept ? '.' + kept : '');
        };
        const money = (units, places) => (units < 0n ? '−' : '') + document.getElementById('metrics').dataset.currency + digitsOf(units < 0n ? -units : units, places);
        const texts = {
          m: (value) => {
            const cents = unitsOf(value, 2);
            return cents % 100n ? money(cents, 2) : money(cents / 100n, 0);
          },
          k: (value) => {
            const whole = unitsOf(value, 0);
            if (whole < 1000n && whole > -1000n) return money(whole, 0);
            for (const [suffix, shift, places, limit] of [['K', 3n, 1, 10000n], ['M', 6n, 2, 100000n], ['B', 9n, 2, 100000n], ['T', 12n, 2, 0n]]) {
              const units = unitsOf([value[0], value[1] * 10n ** shift], places);
              if (!limit || (units < limit && units > -limit)) return money(units, places) + suffix;
            }
          },
          n: (value) => digitsOf(unitsOf(value, 0), 0),
          v: (value) => digitsOf(unitsOf(value, 2), 2, true),
        };
        const textOf = (form, value) => value ? texts[form](value) : '–';

        """#
}
