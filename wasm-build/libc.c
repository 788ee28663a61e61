/* The few functions of libc that the core and cJSON call, written for size: a plain loop each.
 *
 * musl's versions work a word at a time and weigh 370 bytes gzip more in the embedded core; the texts here are short.
 * Compiled with -fno-builtin (else the compiler sees that such a loop is memcpy and calls memcpy, itself) and without
 * -flto (the linker must find them as ordinary symbols when code generation asks for them). */
#include <stddef.h>
#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
    unsigned char *t = to;
    const unsigned char *f = from;
    while (n-- > 0) {
        *t++ = *f++;
    }
    return to;
}

void *memset(void *to, int byte, size_t n)
{
    unsigned char *t = to;
    while (n-- > 0) {
        *t++ = (unsigned char)byte;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t n)
{
    const unsigned char *x = a, *y = b;
    for (; n > 0; n--, x++, y++) {
        if (*x != *y) {
            return *x - *y;
        }
    }
    return 0;
}

void *memchr(const void *in, int byte, size_t n)
{
    const unsigned char *at = in;
    for (; n > 0; n--, at++) {
        if (*at == (unsigned char)byte) {
            return (void *)at;
        }
    }
    return NULL;
}

size_t strlen(const char *text)
{
    const char *end = text;
    while (*end != 0) {
        end++;
    }
    return (size_t)(end - text);
}

int strncmp(const char *a, const char *b, size_t n)
{
    const unsigned char *x = (const unsigned char *)a, *y = (const unsigned char *)b;
    for (; n > 0; n--, x++, y++) {
        if (*x != *y || *x == 0) {
            return *x - *y;
        }
    }
    return 0;
}
