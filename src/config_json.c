#include "config_json.h"

#include "arena.h"
#include "cJSON.h"
#include "json.h"
#include "wildcard.h"
#include "config.def"
#include "config_shape.h"

/* ---- faults ---- */

struct reader {
    struct effects *effects;
    int faults;
};

/* A place in the config, as a chain from the inside out: categories[2].label is `label` in item 2 in `categories`. */
struct place {
    const struct place *in;
    const char *key; /* NULL: an item of a list */
    int index;       /* of an item; or of a name in `key`, a list of names; AS_IT_IS: `key` is one name */
};
enum { AS_IT_IS = -1 };

// NOLINTNEXTLINE(misc-no-recursion): as deep as the config
static void write_place(struct effects *effects, const struct place *at)
{
    if (at == NULL) {
        return;
    }
    write_place(effects, at->in);
    if (at->key == NULL) {
        char digits[NUMBER_DIGITS + 1];
        effect_more(effects, "[");
        effect_more(effects, text_decimal(digits, (uint32_t)at->index));
        effect_more(effects, "]");
    } else {
        effect_more(effects, at->in == NULL ? "" : ".");
        if (at->index == AS_IT_IS) {
            effect_more(effects, at->key);
        } else {
            effect_choice(effects, at->key, at->index);
        }
    }
}

/* Writes a word, or a list of words separated by `|`. The `|` at the end of a list is left out. */
static void write_expected(struct effects *effects, const char *expected)
{
    effect_more(effects, expected);
    if (effects->n > 0 && effects->at[effects->n - 1] == '|') {
        effects->n--;
    }
}

static void fault(struct reader *r, const struct place *at, const char *expected)
{
    if (r->faults++ < ERRORS_MAX) {
        effect(r->effects, EFFECT_error);
        if (WHOLE_CORE) {
            effect_text(r->effects, NULL);
            write_place(r->effects, at);
            effect_text(r->effects, NULL);
            write_expected(r->effects, expected);
        }
    }
}

/* ---- texts ---- */

/* The characters that texts may hold, as text_span takes them: a range is its first and its last character. */
#define LOWER "az"
#define UPPER "AZ"
#define DIGIT "09"
#define ONLY(c) c c
#define PRINTABLE " ~"
#define BEYOND_ASCII "\x80\xff"
/* An address holds every printable character but the blank and " < > \ ^ ` and every byte beyond ASCII. */
#define ADDRESS ONLY("!") "#;" ONLY("=") "?[" ONLY("]") ONLY("_") "a~" BEYOND_ASCII

/* Each kind of text: the characters that it may hold, and what a fault calls it. */
// clang-format off
#define KINDS(X)                                                                                                       \
    X(A_TEXT, PRINTABLE BEYOND_ASCII, "text")                                                                          \
    X(AN_ID, LOWER DIGIT ONLY("-") ONLY("_"), "id")                                                                    \
    X(A_URL, ADDRESS, "url")                                                                                           \
    X(A_PATH, ADDRESS, "path")                                                                                         \
    X(A_HOST, LOWER DIGIT ONLY("-") ONLY(".") ONLY("*"), "host")                                                       \
    X(A_PATTERN, PRINTABLE BEYOND_ASCII, "pattern")                                                                    \
    X(A_RETENTION, LOWER UPPER DIGIT ONLY(" ") ONLY(","), "retention")                                                 \
    X(A_DATE, DIGIT ONLY("-"), "date")                                                                                 \
    X(A_COOKIE, LOWER UPPER DIGIT ONLY("-") ONLY("_"), "cookie")                                                       \
    X(A_DOMAIN, LOWER DIGIT ONLY("-") ONLY("."), "domain")
// clang-format on
#define KIND_RANGES(kind, ranges, name) [kind] = (ranges),
#define KIND_NAME(kind, ranges, name) [kind] = (name),
static const char *const RANGES[] = {KINDS(KIND_RANGES)};
static const char *const NAMES[] = {KINDS(KIND_NAME)};

/* Is it `https:`, `http:` or `mailto:` with something behind it, or a path on this site? Cuts the text up, as is_text
 * does: nobody keeps an address. */
static bool is_url(char *t)
{
    if (*t == '/') {
        return t[1] != '/';
    }
    const char *scheme = text_cut(&t, ':');
    return t != NULL && *t != 0 && text_choice("https|http|mailto", scheme) >= 0;
}

static bool is_text(int kind, char *t)
{
    int n = text_length(t);
    if (n < 1 || n > TEXT_MAX || text_span(t, RANGES[kind]) < n) {
        return false;
    }
    switch (kind) {
    case AN_ID:
        return n <= ID_MAX && text_span(t, "az") > 0;
    case A_PATH:
    case A_URL:
        return (kind == A_URL || *t == '/') && is_url(t);
    case A_DATE:
        return n == 10 && text_span(t, "09") == 4 && text_span(t + 5, "09") == 2 && text_span(t + 8, "09") == 2;
    case A_HOST:
    case A_PATTERN:
        return wildcard_weight(t) > 0;
    default:
        return true;
    }
}

static void read_text(struct reader *r, const struct place *at, int kind, const cJSON *value, char *into)
{
    bool is_retention = kind == A_RETENTION;
    if (!cJSON_IsString(value) || !is_text(kind, value->valuestring) ||
        (is_retention && !retention_read((struct retention *)into, value->valuestring))) {
        fault(r, at, NAMES[kind]);
    }
    if (!is_retention) {
        *(const char **)into = value->valuestring;
    }
}

/* Returns the A_DIGEST of a text (config_shape.h). It is never 0: 0 means that no text is given. */
static uint32_t digest(const char *text)
{
    uint32_t hash = text_fold(text_hash(TEXT_HASH, text, text_length(text)), 30);
    return hash + (hash == 0);
}

/* ---- values ---- */

static void read_object(struct reader *r, const struct place *at, const struct shape *shape, const cJSON *object,
                        char *into);

/* What was expected of a name that stands twice in one object: RFC 8259, section 4, leaves open which of them counts.
 * */
#define ONCE "once"

/* Checks texts by language tag (BCP 47). A tag that is no language does no harm: nobody asks for it. */
static void read_words(struct reader *r, const struct place *at, const cJSON *value)
{
    if (!cJSON_IsObject(value) || value->child == NULL) {
        fault(r, at, "words");
        return;
    }
    for (const cJSON *text = value->child; text != NULL; text = text->next) {
        const struct place here = {at, text->string, AS_IT_IS};
        const char *ignored;
        const cJSON *first = value->child;
        while (!text_is(first->string, text->string)) {
            first = first->next;
        }
        if (first != text) {
            fault(r, &here, ONCE);
        } else {
            read_text(r, &here, A_TEXT, text, (char *)&ignored);
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
static void read_list(struct reader *r, const struct place *at, const struct field *field, const cJSON *list,
                      struct list *into)
{
    int count = cJSON_IsArray(list) ? cJSON_GetArraySize(list) : LIST_MAX + 1;
    if (count > LIST_MAX) {
        fault(r, at, "list");
        return;
    }
    const struct shape *shape = field->more;
    size_t size = shape != NULL ? shape->size : sizeof(char *);
    char *item = arena_take(size * (size_t)count + 1);
    if (item == NULL) {
        return;
    }
    *into = (struct list){item, count};
    struct place here = {at, NULL, 0};
    for (const cJSON *value = list->child; value != NULL; value = value->next, item += size, here.index++) {
        if (shape != NULL) {
            read_object(r, &here, shape, value, item);
        } else {
            read_text(r, &here, field->kind == HOSTS ? A_HOST : A_TEXT, value, item);
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
static void read_value(struct reader *r, const struct place *at, const struct field *field, const cJSON *value,
                       char *into)
{
    struct list unkept; /* has room for any value */
    into = field->offset == UNKEPT ? (char *)&unkept : into + field->offset;
    bool truth = cJSON_IsTrue(value);
    int *number = (int *)into;
    switch (field->kind) {
    case A_DIGEST: {
        const char *text = NULL;
        read_text(r, at, A_TEXT, value, (char *)&text);
        *(uint32_t *)into = digest(text);
        break;
    }
    case SOME_WORDS:
        read_words(r, at, value);
        break;
    case A_WHOLE:
        *number = cJSON_IsNumber(value) ? value->valueint : -1;
        if (*number < 0 || *number > WHOLE_MAX) {
            fault(r, at, "number");
        }
        break;
    case A_CHOICE:
        *number = cJSON_IsString(value) ? text_choice(field->more, value->valuestring) : -1;
        if (*number < 0) {
            fault(r, at, field->more);
        }
        break;
    case A_FLAG:
    case A_NEGATION:
        if (!cJSON_IsBool(value)) {
            fault(r, at, "true|false");
        }
        *(bool *)into = truth == (field->kind == A_FLAG);
        break;
    case AN_OBJECT:
        read_object(r, at, field->more, value, into);
        break;
    case A_LIST:
    case TEXTS:
    case HOSTS:
        read_list(r, at, field, value, (struct list *)into);
        break;
    default:
        read_text(r, at, field->kind, value, into);
    }
}

/* The recursion follows the shapes of config_shape.h, which are no deeper than three. */
// NOLINTNEXTLINE(misc-no-recursion)
static void read_object(struct reader *r, const struct place *at, const struct shape *shape, const cJSON *object,
                        char *into)
{
    unsigned seen = 0; /* a bit for each field */
    if (!cJSON_IsObject(object)) {
        fault(r, at, "object");
        return;
    }
    for (const cJSON *value = object->child; value != NULL; value = value->next) {
        const struct place here = {at, value->string, AS_IT_IS};
        int i = text_choice(shape->names, value->string);
        if (i < 0) {
            fault(r, &here, "no such key");
        } else if ((seen >> i & 1) != 0) {
            fault(r, &here, ONCE);
        } else {
            seen |= 1U << i;
            read_value(r, &here, &shape->fields[i], value, into);
        }
    }
    for (int i = 0; i < shape->count; i++) {
        if (shape->fields[i].needed && (seen >> i & 1) == 0) {
            fault(r, &(struct place){at, shape->names, i}, "needed");
        }
    }
}

/* ---- what one part says of another ---- */

static void fault_at(struct reader *r, const char *list, int index, const char *key, const char *expected)
{
    const struct place in_list = {NULL, list, 0}, in_item = {&in_list, NULL, index}, here = {&in_item, key, 0};
    fault(r, &here, expected);
}

static void check_category(struct reader *r, const struct config *config, const char *list, int index, const char *id)
{
    if (id != NULL && !config_is_category(config, config_find(config, id))) {
        fault_at(r, list, index, "category", "a category");
    }
}

/* Would the stored decision confuse this subject with an earlier one? That is so in one of thirty thousand configs of
 * the largest size. */
static bool is_taken(const struct config *config, int subject)
{
    const struct subject *subjects = config->subjects;
    for (int i = 0; i < subject; i++) {
        if (subjects[i].key == subjects[subject].key && subjects[i].key != 0) {
            return true;
        }
    }
    return false;
}

/* Checks that no id stands twice and that every category that is named exists. A missing id is NULL; read_object has
 * reported it. */
static void check(struct reader *r, const struct config *config)
{
    const struct service *services = config->services.items;
    const struct key *keys = config->keys.items;
    int count = config->categories.count;
    if (config->schema != 1) {
        fault(r, &(struct place){NULL, "schema", 0}, "1");
    }
    if (count < 1 || count > CATEGORIES_MAX) {
        fault(r, &(struct place){NULL, "categories", 0}, "1 to 16");
    }
    for (int i = 0; i < config->subject_count; i++) {
        bool is_category = i < count;
        const char *list = is_category ? "categories" : "services";
        int index = is_category ? i : i - count, first = config_find(config, config->subjects[i].id);
        if (first >= 0 && first < i) {
            fault_at(r, list, index, "id", "unique");
        } else if (is_taken(config, i)) {
            fault_at(r, list, index, "id", "another id");
        }
        if (!is_category) {
            check_category(r, config, list, index, services[index].category_id);
        }
    }
    for (int i = 0; i < config->keys.count; i++) {
        check_category(r, config, "keys", i, keys[i].category_id);
    }
}

/* ---- the contract ---- */

/* Sets what config.def has as defaults of the cookie. */
static void set_cookie_defaults(struct config *config)
{
#define SET(name, kind, needed, where, more, preset, about) *(const char **)((char *)config + (where)) = (preset);
#define SET_NOTHING(name, kind, needed, more, preset, about)
#define AT(type, member) offsetof(struct type, member)
    COOKIE_KEYS(SET, SET_NOTHING, SET_NOTHING)
#undef AT
#undef SET_NOTHING
#undef SET
}

const struct config *config_json_read(const char *json, int n, struct effects *effects)
{
    const char *at;
    const char *expected = json_check(json, n, &at);
    const cJSON *root = NULL;
    arena_begin();
    struct reader r = {.effects = effects};
    struct config *config = arena_take(sizeof *config);
    if (expected == NULL && config != NULL) {
        /* cJSON requires the zero behind the end, and its length includes it. */
        root = cJSON_ParseWithLengthOpts(json, (size_t)n + 1, &at, true);
        expected = root == NULL ? "json" : NULL;
    }
    if (expected != NULL) {
        effect(effects, EFFECT_error);
        if (WHOLE_CORE) {
            effect_number(effects, (uint32_t)(at - json));
            effect_text(effects, expected);
        }
    }
    if (root == NULL) {
        return NULL;
    }
    set_cookie_defaults(config);
    config->schema = 1;
    read_object(&r, NULL, config_shape(), root, (char *)config);
    (void)config_link(config); /* check() reports what this refuses, each fault with its place */
    check(&r, config);
    if (WHOLE_CORE && r.faults > ERRORS_MAX) {
        effect(effects, EFFECT_error);
        effect_number(effects, (uint32_t)(r.faults - ERRORS_MAX));
        effect_text(effects, "more");
    }
    return r.faults == 0 && !arena_is_full() ? config : NULL;
}
