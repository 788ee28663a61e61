#include "config_shape.h"

#include "config.def"

/* The core in a built script reads no JSON. It needs no names, no words, and no fields that are not kept. */
#ifdef ASSENT_BUILT
#define KEY_NAME(name) ""
#define ONE_OF(list) NULL
#define FIELD_UNKEPT(name, kind, needed, more, preset, about)
#else
#define KEY_NAME(name) name "|"
#define ONE_OF(list) list(WORD_TEXT)
#define FIELD_UNKEPT(name, kind, needed, more, preset, about) {more, UNKEPT, kind, needed},
#endif

#define NEEDED true
#define PERHAPS false
#define NONE NULL
#define OBJECT(object) (&object##_SHAPE)
#define AT(type, member) (uint16_t) offsetof(struct type, member)

#define FIELD(name, kind, needed, where, more, preset, about) {more, where, kind, needed},
#define FIELD_NAME(name, kind, needed, where, more, preset, about) KEY_NAME(name)
#define UNKEPT_NAME(name, kind, needed, more, preset, about) KEY_NAME(name)
#define NO_KEY(name, kind, needed, more, preset, about)

#define SHAPE(object, type, type_name, about)                                                                    \
    static const struct field object##_FIELDS[] = {object##_KEYS(FIELD, FIELD_UNKEPT, NO_KEY)};                  \
    _Static_assert(COUNT(object##_FIELDS) <= 32, "who reads an object has a bit for each field");                \
    static const struct shape object##_SHAPE = {object##_KEYS(FIELD_NAME, UNKEPT_NAME, NO_KEY), object##_FIELDS, \
                                                COUNT(object##_FIELDS), sizeof(struct type)};
CONFIG_OBJECTS(SHAPE)

const struct shape *config_shape(void)
{
    return &CONFIG_SHAPE;
}
