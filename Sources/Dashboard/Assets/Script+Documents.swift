extension Script {
    /// The two documents inside the page, and dates.
    static let documents = #"""
        const json = (id) => parsed[id] ??= JSON.parse(document.getElementById(id).textContent);
        const unpack = (value) => {
          if (value === null || typeof value !== 'object') return value;
          if (Array.isArray(value)) return value.map(unpack);
          const record = (keys, row) => Object.fromEntries(keys.map((key, index) => [key, unpack(row[index])]));
          if (value['=']) return value['='].slice(1).map((row) => record(value['='][0], row));
          if (value['#']) return Object.fromEntries(value['#'][0].map((name, index) => [name, record(value['#'][1], value['#'][index + 2])]));
          return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part)]));
        };
        const metrics = () => parsed.all ??= unpack(JSON.parse(expand(document.getElementById('metrics').textContent)));

        const offsets = () => parsed.zone ??= (() => {
          const parts = (json('manifest').zone || '1;0').split(';');
          const list = [{ second: -Infinity, offset: +parts[1] }];
          for (const part of parts.slice(2)) {
            const [second, offset] = part.split(':').map(Number);
            list.push({ second, offset });
          }
          return list;
        })();
        const localDate = (instant) => {
          if (!instant) return null;
          const time = Date.parse(instant);
          const { offset } = offsets().findLast(({ second }) => second * 1000 <= time);
          return new Date(time + offset * 1000).toISOString().slice(0, 10);
        };
        const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
        const countText = (count) => textOf('n', exact(count));
        const dayText = (date) => date ? `${+date.slice(8)} ${months[date.slice(5, 7) - 1]} ${+date.slice(0, 4)}` : '–';
        const ownerName = (id) => {
          if (id === null) return 'Unassigned';
          return metrics().records.owners.find((owner) => owner.ownerId === id)?.name ?? `Unknown owner (${id})`;
        };
        const stageName = (id) => metrics().pipeline.stages.find((stage) => stage.stageId === id)?.label ?? `Unknown stage (${id})`;

        const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
        const shown = (text) => {
          if (/^[ -~]{0,200}$/.test(text)) return text;
          const characters = [...new Intl.Segmenter('en').segment(text.slice(0, 8000))].slice(0, 200).map(({ segment }) => segment);
          const clipped = [...characters.join('')].slice(0, 800).join('');
          return (clipped.length < text.length ? clipped + '…' : clipped).replace(hidden, (mark) => {
            const code = mark.codePointAt(0);
            if (code === 9 || code === 10 || code === 13) return ' ';
            if (code < 32) return String.fromCodePoint(0x2400 + code);
            if (code === 127) return '␡';
            return '[U+' + code.toString(16).toUpperCase().padStart(4, '0') + ']';
          });
        };

        """#
}
