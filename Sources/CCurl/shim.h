#pragma once
#include <curl/curl.h>
#include <dlfcn.h>

// libcurl is opened on first use and not linked: it and the libraries it pulls in cost 7 ms of every
// start, also of commands that never touch the network. So this module has no `link "curl"`, and each
// function is called through a table that one dlopen fills. The prefix tells our functions from
// libcurl's.

typedef struct ccurl_library {
    CURLcode (*global_init)(long flags);
    char *(*version)(void);

    CURL *(*easy_init)(void);
    void (*easy_reset)(CURL *easy);
    void (*easy_cleanup)(CURL *easy);
    CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
    CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
    const char *(*easy_strerror)(CURLcode code);

    struct curl_slist *(*slist_append)(struct curl_slist *list, const char *text);
    void (*slist_free_all)(struct curl_slist *list);

    CURLM *(*multi_init)(void);
    CURLMcode (*multi_cleanup)(CURLM *multi);
    CURLMcode (*multi_setopt)(CURLM *multi, CURLMoption option, ...);
    CURLMcode (*multi_add_handle)(CURLM *multi, CURL *easy);
    CURLMcode (*multi_remove_handle)(CURLM *multi, CURL *easy);
    CURLMcode (*multi_perform)(CURLM *multi, int *running);
    CURLMcode (*multi_poll)(
        CURLM *multi, struct curl_waitfd *extra, unsigned int count, int milliseconds, int *ready);
    CURLMcode (*multi_wakeup)(CURLM *multi);
    CURLMsg *(*multi_info_read)(CURLM *multi, int *remaining);
} ccurl_library;

// Fills `curl`, or returns why it could not, as text of the dynamic loader.
static inline const char *ccurl_open(ccurl_library *curl) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return dlerror();
#define CCURL_FIND(field, symbol) \
    if (!(*(void **)&curl->field = dlsym(library, #symbol))) return dlerror();
    CCURL_FIND(global_init, curl_global_init)
    CCURL_FIND(version, curl_version)
    CCURL_FIND(easy_init, curl_easy_init)
    CCURL_FIND(easy_reset, curl_easy_reset)
    CCURL_FIND(easy_cleanup, curl_easy_cleanup)
    CCURL_FIND(easy_setopt, curl_easy_setopt)
    CCURL_FIND(easy_getinfo, curl_easy_getinfo)
    CCURL_FIND(easy_strerror, curl_easy_strerror)
    CCURL_FIND(slist_append, curl_slist_append)
    CCURL_FIND(slist_free_all, curl_slist_free_all)
    CCURL_FIND(multi_init, curl_multi_init)
    CCURL_FIND(multi_cleanup, curl_multi_cleanup)
    CCURL_FIND(multi_setopt, curl_multi_setopt)
    CCURL_FIND(multi_add_handle, curl_multi_add_handle)
    CCURL_FIND(multi_remove_handle, curl_multi_remove_handle)
    CCURL_FIND(multi_perform, curl_multi_perform)
    CCURL_FIND(multi_poll, curl_multi_poll)
    CCURL_FIND(multi_wakeup, curl_multi_wakeup)
    CCURL_FIND(multi_info_read, curl_multi_info_read)
#undef CCURL_FIND
    return 0;
}

// Variadic functions, which Swift cannot call: one wrapper per argument type keeps the type checking
// that the variadic form gives up.

static inline CURLcode ccurl_setopt_long(
    const ccurl_library *curl, CURL *easy, CURLoption option, long value
) {
    return curl->easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_setopt_string(
    const ccurl_library *curl, CURL *easy, CURLoption option, const char *value
) {
    return curl->easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_setopt_pointer(
    const ccurl_library *curl, CURL *easy, CURLoption option, const void *value
) {
    return curl->easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_setopt_list(
    const ccurl_library *curl, CURL *easy, CURLoption option, struct curl_slist *value
) {
    return curl->easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_setopt_size(
    const ccurl_library *curl, CURL *easy, CURLoption option, curl_off_t value
) {
    return curl->easy_setopt(easy, option, value);
}

// Returns the number of bytes taken; fewer than `size * count` fails the transfer.
typedef size_t (*ccurl_receive)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode ccurl_setopt_receive(
    const ccurl_library *curl, CURL *easy, CURLoption option, ccurl_receive callback
) {
    return curl->easy_setopt(easy, option, callback);
}

static inline CURLcode ccurl_getinfo_long(
    const ccurl_library *curl, CURL *easy, CURLINFO info, long *value
) {
    return curl->easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_getinfo_pointer(
    const ccurl_library *curl, CURL *easy, CURLINFO info, void **value
) {
    return curl->easy_getinfo(easy, info, value);
}

static inline CURLMcode ccurl_multi_setopt_long(
    const ccurl_library *curl, CURLM *multi, CURLMoption option, long value
) {
    return curl->multi_setopt(multi, option, value);
}

// The rest, so that callers hold one pointer and name no field.

static inline CURLcode ccurl_global_init(const ccurl_library *curl) {
    return curl->global_init(CURL_GLOBAL_DEFAULT);
}
static inline const char *ccurl_version(const ccurl_library *curl) { return curl->version(); }
static inline CURL *ccurl_easy_init(const ccurl_library *curl) { return curl->easy_init(); }
static inline void ccurl_easy_reset(const ccurl_library *curl, CURL *easy) {
    curl->easy_reset(easy);
}
static inline void ccurl_easy_cleanup(const ccurl_library *curl, CURL *easy) {
    curl->easy_cleanup(easy);
}
static inline const char *ccurl_easy_strerror(const ccurl_library *curl, CURLcode code) {
    return curl->easy_strerror(code);
}
static inline struct curl_slist *ccurl_slist_append(
    const ccurl_library *curl, struct curl_slist *list, const char *text
) {
    return curl->slist_append(list, text);
}
static inline void ccurl_slist_free_all(const ccurl_library *curl, struct curl_slist *list) {
    curl->slist_free_all(list);
}
static inline CURLM *ccurl_multi_init(const ccurl_library *curl) { return curl->multi_init(); }
static inline CURLMcode ccurl_multi_cleanup(const ccurl_library *curl, CURLM *multi) {
    return curl->multi_cleanup(multi);
}
static inline CURLMcode ccurl_multi_add(const ccurl_library *curl, CURLM *multi, CURL *easy) {
    return curl->multi_add_handle(multi, easy);
}
static inline CURLMcode ccurl_multi_remove(const ccurl_library *curl, CURLM *multi, CURL *easy) {
    return curl->multi_remove_handle(multi, easy);
}
static inline CURLMcode ccurl_multi_perform(
    const ccurl_library *curl, CURLM *multi, int *running
) {
    return curl->multi_perform(multi, running);
}
static inline CURLMcode ccurl_multi_poll(
    const ccurl_library *curl, CURLM *multi, int milliseconds
) {
    return curl->multi_poll(multi, 0, 0, milliseconds, 0);
}
static inline CURLMcode ccurl_multi_wakeup(const ccurl_library *curl, CURLM *multi) {
    return curl->multi_wakeup(multi);
}

// The next finished transfer and its result, or NULL.
static inline CURL *ccurl_multi_finished(
    const ccurl_library *curl, CURLM *multi, CURLcode *result
) {
    int remaining;
    CURLMsg *message;
    while ((message = curl->multi_info_read(multi, &remaining))) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return 0;
}
