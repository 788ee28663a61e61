#include "shape.h"

/* Lists of fields: X(name, kind, needed, where it is kept, more), and of those that are not kept U(name, kind, needed,
 * more). The core that reads no JSON has no use for these, nor for names and words. */
#define AT(type, member) (uint16_t) offsetof(struct type, member)
#ifdef ASSENT_PACKED
#define NAMED(name) ""
#define WORDS(words) NULL
#define FIELD_UNKEPT(name, kind, needed, more)
#else
#define NAMED(name) name "|"
#define WORDS(words) words
#define FIELD_UNKEPT(name, kind, needed, more) {more, UNKEPT, kind, needed},
#endif
#define FIELD(name, kind, needed, offset, more) {more, offset, kind, needed},
#define FIELD_NAME(name, kind, needed, offset, more) NAMED(name)
#define UNKEPT_NAME(name, kind, needed, more) NAMED(name)
#define SHAPE_ITEMS(name)                                                            \
    static const struct field name##_ITEMS[] = {name##_FIELDS(FIELD, FIELD_UNKEPT)}; \
    _Static_assert(COUNT(name##_ITEMS) <= 32, "who reads an object has a bit for each field");
#define SHAPE_OF(name, type)                                                                           \
    {                                                                                                  \
        name##_FIELDS(FIELD_NAME, UNKEPT_NAME), name##_ITEMS, COUNT(name##_ITEMS), sizeof(struct type) \
    }
#define SHAPE(name, type) \
    SHAPE_ITEMS(name)     \
    static const struct shape name = SHAPE_OF(name, type);

/* A service's key has its service's category; one of the site itself names its own. */
#define OWN_KEY_FIELDS(X, U)                                     \
    X("in", A_CHOICE, true, AT(key, area), WORDS(CONFIG_AREAS))  \
    X("name", A_PATTERN, true, AT(key, name), NULL)              \
    X("retention", A_RETENTION, false, AT(key, retention), NULL) \
    X("record", A_FLAG, false, AT(key, record), NULL)            \
    U("httpOnly", A_FLAG, false, NULL)
SHAPE(OWN_KEY, key)

#define KEY_FIELDS(X, U)                                   \
    X("category", AN_ID, true, AT(key, category_id), NULL) \
    OWN_KEY_FIELDS(X, U)
SHAPE(KEY, key)

#define SERVICE_FIELDS(X, U)                                                      \
    X("id", AN_ID, true, AT(service, id), NULL)                                   \
    X("category", AN_ID, true, AT(service, category_id), NULL)                    \
    U("group", A_CHOICE, false, "technology|analytics|payment|support")           \
    U("name", A_TEXT, true, NULL)                                                 \
    X("vendor", A_DIGEST, false, AT(service, vendor), NULL)                       \
    U("does", SOME_WORDS, false, NULL)                                            \
    U("receives", TEXTS, false, NULL)                                             \
    U("safeguards", SOME_WORDS, false, NULL)                                      \
    U("optOutUrl", A_URL, false, NULL)                                            \
    U("policyUrl", A_URL, false, NULL)                                            \
    X("sale", A_CHOICE, false, AT(service, sale), WORDS("no|personal|sensitive")) \
    X("records", A_FLAG, false, AT(service, records), NULL)                       \
    X("agreement", A_TEXT, false, AT(service, agreement), NULL)                   \
    X("hosts", HOSTS, false, AT(service, hosts), NULL)                            \
    X("keys", A_LIST, false, AT(service, keys), &OWN_KEY)
SHAPE(SERVICE, service)

#define CATEGORY_FIELDS(X, U)                                                        \
    X("id", AN_ID, true, AT(category, id), NULL)                                     \
    X("purpose", A_CHOICE, true, AT(category, purpose),                              \
      WORDS("necessary|functional|statistics|personalisation|advertising|security")) \
    U("label", SOME_WORDS, false, NULL)                                              \
    U("description", SOME_WORDS, false, NULL)                                        \
    U("refusal", SOME_WORDS, false, NULL)
SHAPE(CATEGORY, category)

#define SITE_FIELDS(X, U)                         \
    X("id", AN_ID, false, AT(config, site), NULL) \
    U("name", A_TEXT, true, NULL)                 \
    U("controller", A_TEXT, true, NULL)           \
    U("policyUrl", A_URL, true, NULL)             \
    U("eraseUrl", A_PATH, false, NULL)
SHAPE(SITE, config)

#define POLICY_FIELDS(X, U)                                             \
    X("version", A_WHOLE, true, AT(config, policy.version), NULL)       \
    U("date", A_DATE, true, NULL)                                       \
    X("significant", A_NEGATION, false, AT(config, policy.minor), NULL) \
    U("noticeDays", A_WHOLE, false, NULL)                               \
    U("changes", SOME_WORDS, false, NULL)
SHAPE(POLICY, config)

#define COOKIE_FIELDS(X, U)                                   \
    X("name", A_COOKIE, false, AT(config, cookie.name), NULL) \
    X("domain", A_DOMAIN, false, AT(config, cookie.domain), NULL)
SHAPE(COOKIE, config)

#define UNKNOWN_FIELDS(X, U)                         \
    U("hosts", A_CHOICE, false, "hold|allow|report") \
    X("keys", A_CHOICE, false, AT(config, unknown_keys), WORDS("report|refuse|allow"))
SHAPE(UNKNOWN, config)

#define CONFIG_FIELDS(X, U)                                                                \
    X("schema", A_WHOLE, true, AT(config, schema), NULL)                                   \
    X("site", AN_OBJECT, true, 0, &SITE)                                                   \
    X("policy", AN_OBJECT, true, 0, &POLICY)                                               \
    X("cookie", AN_OBJECT, false, 0, &COOKIE)                                              \
    X("categories", A_LIST, true, AT(config, categories), &CATEGORY)                       \
    X("services", A_LIST, false, AT(config, services), &SERVICE)                           \
    X("keys", A_LIST, false, AT(config, keys), &KEY)                                       \
    X("unknown", AN_OBJECT, false, 0, &UNKNOWN)                                            \
    X("onWithdraw", A_CHOICE, false, AT(config, on_withdraw), WORDS("law|erase|keep"))     \
    X("apply", A_CHOICE, false, AT(config, apply), WORDS("save|toggle"))                   \
    X("audience", A_CHOICE, false, AT(config, audience), WORDS("general|minor|child|k12")) \
    X("place", A_CHOICE, false, AT(config, place), WORDS("law|wording"))                   \
    X("doNotTrack", A_FLAG, false, AT(config, dnt), NULL)                                  \
    X("shared", A_FLAG, false, AT(config, shared), NULL)
SHAPE_ITEMS(CONFIG)

const struct shape SHAPE_CONFIG = SHAPE_OF(CONFIG, config);
