#include "config.h"

#include <string.h>

#include "arena.h"
#include "cJSON.h"
#include "json.h"
#include "match.h"

/* ---- shapes: the grammar of the config as data -------------------------------------------------------------------------- */

enum kind {
    A_TEXT, /* const char *, as all down to A_DOMAIN; KINDS says what each may hold */
    AN_ID,
    A_URL,
    A_HOST,
    A_PATTERN,
    A_RETENTION,
    A_DATE,
    A_COOKIE,
    A_DOMAIN,
    SOME_WORDS, /* texts by language; not kept */
    A_WHOLE,    /* int */
    A_CHOICE,   /* int: which of `more`, names parted by `|` */
    A_FLAG,     /* bool */
    A_NEGATION, /* bool, stored as its opposite, so that zero is the default */
    AN_OBJECT,  /* `more`: its fields, whose offsets count from the struct around it */
    A_LIST,     /* struct list; `more`: the fields of its items */
    TEXTS,      /* struct list of const char * */
    HOSTS
};

/* A list of fields ends with one that has no name; its offset is the size of the struct they fill. */
struct field {
    const char *name;
    const void *more;
    uint16_t offset;
    uint8_t kind;
    bool needed;
};

#define KEPT(name, kind, needed, type, member, more) {name, more, (uint16_t)offsetof(struct type, member), kind, needed}
#define READ(name, kind, needed, more) {name, more, UNKEPT, kind, needed} /* validated, and left to those who show it */
#define END(type) {NULL, NULL, (uint16_t)sizeof(struct type), 0, false}

enum { UNKEPT = 0xffff };

const char CONFIG_AREAS[] = "cookie|localStorage|sessionStorage|indexedDB|cache";

static const struct field KEY[] = {
    KEPT("category", AN_ID, true, key, category_id, NULL), /* a service's key has its service's: its fields begin below */
    KEPT("in", A_CHOICE, true, key, area, CONFIG_AREAS),
    KEPT("name", A_PATTERN, true, key, name, NULL),
    READ("retention", A_RETENTION, false, NULL),
    KEPT("record", A_FLAG, false, key, record, NULL),
    END(key),
};
static const struct field SERVICE[] = {
    KEPT("id", AN_ID, true, service, id, NULL),
    KEPT("category", AN_ID, true, service, category_id, NULL),
    READ("group", A_CHOICE, false, "technology|analytics|payment|support"),
    READ("name", A_TEXT, true, NULL),
    READ("vendor", A_TEXT, false, NULL),
    READ("does", SOME_WORDS, false, NULL),
    READ("receives", TEXTS, false, NULL),
    READ("safeguards", SOME_WORDS, false, NULL),
    READ("optOutUrl", A_URL, false, NULL),
    READ("policyUrl", A_URL, false, NULL),
    KEPT("sale", A_CHOICE, false, service, sale, "no|personal|sensitive"),
    KEPT("records", A_FLAG, false, service, records, NULL),
    KEPT("agreement", A_TEXT, false, service, agreement, NULL),
    KEPT("hosts", HOSTS, false, service, hosts, NULL),
    KEPT("keys", A_LIST, false, service, keys, KEY + 1),
    END(service),
};
static const struct field CATEGORY[] = {
    KEPT("id", AN_ID, true, category, id, NULL),
    KEPT("purpose", A_CHOICE, true, category, purpose, "necessary|functional|statistics|personalisation|advertising|security"),
    READ("label", SOME_WORDS, false, NULL),
    READ("description", SOME_WORDS, false, NULL),
    READ("refusal", SOME_WORDS, false, NULL),
    END(category),
};
static const struct field SITE[] = {
    READ("name", A_TEXT, true, NULL),
    READ("controller", A_TEXT, true, NULL),
    READ("policyUrl", A_URL, true, NULL),
    END(config),
};
static const struct field POLICY[] = {
    KEPT("version", A_WHOLE, true, config, policy.version, NULL),
    READ("date", A_DATE, true, NULL),
    KEPT("significant", A_NEGATION, false, config, policy.minor, NULL),
    READ("noticeDays", A_WHOLE, false, NULL),
    READ("changes", SOME_WORDS, false, NULL),
    END(config),
};
static const struct field COOKIE[] = {
    KEPT("name", A_COOKIE, false, config, cookie.name, NULL),
    KEPT("domain", A_DOMAIN, false, config, cookie.domain, NULL),
    END(config),
};
static const struct field UNKNOWN[] = {
    READ("hosts", A_CHOICE, false, "hold|allow|report"),
    READ("keys", A_CHOICE, false, "report|refuse|allow"),
    END(config),
};
static const struct field CONFIG[] = {
    KEPT("schema", A_WHOLE, true, config, schema, NULL),
    {"site", SITE, 0, AN_OBJECT, true},
    {"policy", POLICY, 0, AN_OBJECT, true},
    {"cookie", COOKIE, 0, AN_OBJECT, false},
    KEPT("categories", A_LIST, true, config, categories, CATEGORY),
    KEPT("services", A_LIST, false, config, services, SERVICE),
    KEPT("keys", A_LIST, false, config, keys, KEY),
    {"unknown", UNKNOWN, 0, AN_OBJECT, false},
    KEPT("onWithdraw", A_CHOICE, false, config, on_withdraw, "law|erase|keep"),
    KEPT("apply", A_CHOICE, false, config, apply, "save|toggle"),
    KEPT("audience", A_CHOICE, false, config, audience, "general|minor|child|k12"),
    KEPT("place", A_CHOICE, false, config, place, "law|wording"),
    KEPT("doNotTrack", A_FLAG, false, config, dnt, NULL),
    END(config),
};

/* ---- faults ---------------------------------------------------------------------------------------------------------------- */

struct reader {
    struct effects *effects;
    int faults;
};

/* Where we are, as a chain from the inside out: categories[2].label is label in 2 in categories. */
struct place {
    const struct place *in;
    const char *key; /* NULL: an item of a list */
    int index;
};

static void write_place(struct effects *effects, const struct place *at) // NOLINT(misc-no-recursion): as deep as the config
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
        effect_more(effects, at->key);
    }
}

static void fault(struct reader *r, const struct place *at, const char *expected)
{
    if (r->faults++ < ERRORS_MAX) {
        effect(r->effects, EFFECT_error);
        if (WORDED) {
            effect_text(r->effects, NULL);
            write_place(r->effects, at);
            effect_text(r->effects, expected);
        }
    }
}

/* ---- texts ----------------------------------------------------------------------------------------------------------------- */

/* What each kind of text is called in a fault, and the characters it may hold. */
static const struct {
    const char *name, *ranges;
} KINDS[] = {
    [A_TEXT] = {"text", " ~\x80\xff"},      [AN_ID] = {"id", "az09--__"},
    [A_URL] = {"url", "!!#;==?[]]__a~\x80\xff"}, [A_HOST] = {"host", "az09--..**"},
    [A_PATTERN] = {"pattern", " ~\x80\xff"},   [A_RETENTION] = {"retention", "az09  ,,"},
    [A_DATE] = {"date", "09--"},            [A_COOKIE] = {"cookie", "azAZ09--__"},
    [A_DOMAIN] = {"domain", "az09--.."},
};

/* https:, http:, mailto: and something behind it, or a path on this site. Cuts the text up, as the next one does: nobody keeps it. */
static bool is_url(char *t)
{
    if (*t == '/') {
        return t[1] != '/';
    }
    const char *scheme = text_cut(&t, ':');
    return t != NULL && *t != 0 && text_choice("https|http|mailto", scheme) >= 0;
}

/* Any of `session`, `logout`, `90d`, `1y idle` ..., joined by commas. */
static bool is_retention(char *t)
{
    while (t != NULL) {
        const char *rule = text_cut(&t, ',');
        rule += *rule == ' ';
        int n = text_span(rule, "09");
        bool span = n >= 1 && n <= 4 && *rule != '0' && text_choice("h|d|m|y|h idle|d idle|m idle|y idle", rule + n) >= 0;
        if (!span && text_choice("session|logout", rule) < 0) {
            return false;
        }
    }
    return true;
}

static bool is_text(int kind, char *t)
{
    int n = text_length(t);
    if (n < 1 || n > TEXT_MAX || text_span(t, KINDS[kind].ranges) < n) {
        return false;
    }
    switch (kind) {
    case AN_ID:
        return n <= ID_MAX && text_span(t, "az") > 0;
    case A_URL:
        return is_url(t);
    case A_RETENTION:
        return is_retention(t);
    case A_DATE:
        return n == 10 && text_span(t, "09") == 4 && text_span(t + 5, "09") == 2 && text_span(t + 8, "09") == 2;
    case A_HOST:
    case A_PATTERN:
        return match_weight(t) > 0;
    default:
        return true;
    }
}

static void read_text(struct reader *r, const struct place *at, int kind, const cJSON *value, const char **into)
{
    if (!cJSON_IsString(value) || !is_text(kind, value->valuestring)) {
        fault(r, at, KINDS[kind].name);
    }
    *into = value->valuestring;
}

/* ---- values ---------------------------------------------------------------------------------------------------------------- */

static void read_object(struct reader *r, const struct place *at, const struct field *fields, const cJSON *object, char *into);

static const cJSON *member(const cJSON *object, const char *name)
{
    const cJSON *value = object->child;
    while (value != NULL && !text_is(value->string, name)) {
        value = value->next;
    }
    return value;
}

/* Faults a member whose name was there before: RFC 8259 leaves open which of them counts. */
static bool is_once(struct reader *r, const struct place *at, const cJSON *object, const cJSON *value)
{
    bool once = member(object, value->string) == value;
    if (!once) {
        fault(r, at, "once");
    }
    return once;
}

/* What is said in each language, by its tag (BCP 47); a tag that is none is only never asked for. */
static void read_words(struct reader *r, const struct place *at, const cJSON *value)
{
    if (!cJSON_IsObject(value) || value->child == NULL) {
        fault(r, at, "words");
        return;
    }
    for (const cJSON *text = value->child; text != NULL; text = text->next) {
        const struct place here = {at, text->string, 0};
        const char *ignored;
        if (is_once(r, &here, value, text)) {
            read_text(r, &here, A_TEXT, text, &ignored);
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
static void read_list(struct reader *r, const struct place *at, const struct field *field, const cJSON *list, struct list *into)
{
    int count = cJSON_IsArray(list) ? cJSON_GetArraySize(list) : LIST_MAX + 1;
    if (count > LIST_MAX) {
        fault(r, at, "list");
        return;
    }
    const struct field *last = field->more;
    while (last != NULL && last->name != NULL) {
        last++;
    }
    size_t size = last != NULL ? last->offset : sizeof(char *);
    char *item = arena_take(size * (size_t)count + 1);
    if (item == NULL) {
        return;
    }
    *into = (struct list){item, count};
    struct place here = {at, NULL, 0};
    for (const cJSON *value = list->child; value != NULL; value = value->next, item += size, here.index++) {
        if (last != NULL) {
            read_object(r, &here, field->more, value, item);
        } else {
            read_text(r, &here, field->kind == HOSTS ? A_HOST : A_TEXT, value, (const char **)item);
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
static void read_value(struct reader *r, const struct place *at, const struct field *field, const cJSON *value, char *into)
{
    struct list unkept; /* as large as any value */
    into = field->offset == UNKEPT ? (char *)&unkept : into + field->offset;
    bool truth = cJSON_IsTrue(value);
    int *number = (int *)into;
    switch (field->kind) {
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
        read_text(r, at, field->kind, value, (const char **)into);
    }
}

/* The recursion follows the fields above, which are no deeper than three. */
// NOLINTNEXTLINE(misc-no-recursion)
static void read_object(struct reader *r, const struct place *at, const struct field *fields, const cJSON *object, char *into)
{
    if (!cJSON_IsObject(object)) {
        fault(r, at, "object");
        return;
    }
    for (const cJSON *value = object->child; value != NULL; value = value->next) {
        const struct place here = {at, value->string, 0};
        const struct field *field = fields;
        while (field->name != NULL && !text_is(field->name, value->string)) {
            field++;
        }
        if (field->name == NULL) {
            fault(r, &here, "no such key");
        } else if (is_once(r, &here, object, value)) {
            read_value(r, &here, field, value, into);
        }
    }
    for (; fields->name != NULL; fields++) {
        if (fields->needed && member(object, fields->name) == NULL) {
            fault(r, &(struct place){at, fields->name, 0}, "needed");
        }
    }
}

/* ---- what one part says of another ----------------------------------------------------------------------------------------- */

static void fault_at(struct reader *r, const char *list, int index, const char *key, const char *expected)
{
    const struct place in_list = {NULL, list, 0}, in_item = {&in_list, NULL, index}, here = {&in_item, key, 0};
    fault(r, &here, expected);
}

static int owner_of(struct reader *r, const struct config *config, const char *list, int index, const char *category_id)
{
    int category = config_find(config, category_id);
    if (category_id != NULL && (category < 0 || category >= config->categories.count)) {
        fault_at(r, list, index, "category", "a category");
    }
    return category;
}

/* The subjects, each id its own, and whose each service and key is. An id that is missing was told already: it is NULL. */
static void join(struct reader *r, struct config *config)
{
    const struct category *categories = config->categories.items;
    const struct service *services = config->services.items;
    int count = config->categories.count, total = count + config->services.count;
    struct subject *subjects = arena_take(sizeof *subjects * (size_t)(total + 1));
    if (subjects == NULL) {
        return;
    }
    config->subjects = subjects;
    if (config->schema != 1) {
        fault(r, &(struct place){NULL, "schema", 0}, "1");
    }
    if (count < 1 || count > CATEGORIES_MAX) {
        fault(r, &(struct place){NULL, "categories", 0}, "1 to 16");
    }
    for (int i = 0; i < total; i++) {
        bool is_category = i < count;
        const char *list = is_category ? "categories" : "services";
        int index = is_category ? i : i - count;
        const char *id = is_category ? categories[i].id : services[index].id;
        if (config_find(config, id) >= 0) {
            fault_at(r, list, index, "id", "unique");
        }
        subjects[i].id = id;
        subjects[i].category = is_category ? i : owner_of(r, config, list, index, services[index].category_id);
        config->subject_count++;
    }
    struct key *keys = (struct key *)config->keys.items;
    for (int i = 0; i < config->keys.count; i++) {
        keys[i].subject = owner_of(r, config, "keys", i, keys[i].category_id);
    }
}

/* ---- the contract ---------------------------------------------------------------------------------------------------------- */

const struct config *config_read(const char *json, int n, struct effects *effects)
{
    const char *at;
    const char *expected = json_check(json, n, &at);
    const cJSON *root = NULL;
    arena_begin();
    struct reader r = {.effects = effects};
    struct config *config = arena_take(sizeof *config);
    if (expected == NULL && config != NULL) {
        root = cJSON_ParseWithLengthOpts(json, (size_t)n + 1, &at, true); /* the zero behind the end is asked for, and counted */
        expected = root == NULL ? "json" : NULL;
    }
    if (expected != NULL) {
        effect(effects, EFFECT_error);
        if (WORDED) {
            effect_number(effects, (uint32_t)(at - json));
            effect_text(effects, expected);
        }
    }
    if (root == NULL) {
        return NULL;
    }
    config->cookie.name = "assent";
    config->cookie.domain = "host";
    config->schema = 1;
    read_object(&r, NULL, CONFIG, root, (char *)config);
    join(&r, config);
    if (WORDED && r.faults > ERRORS_MAX) {
        effect(effects, EFFECT_error);
        effect_number(effects, (uint32_t)(r.faults - ERRORS_MAX));
        effect_text(effects, "more");
    }
    return r.faults == 0 && !arena_is_full() ? config : NULL;
}

const struct category *config_category(const struct config *self, int subject)
{
    return (const struct category *)self->categories.items + self->subjects[subject].category;
}

const struct service *config_service(const struct config *self, int subject)
{
    int index = subject - self->categories.count;
    return index < 0 ? NULL : (const struct service *)self->services.items + index;
}

int config_find(const struct config *self, const char *id)
{
    int i = self->subject_count - 1;
    while (i >= 0 && (id == NULL || self->subjects[i].id == NULL || !text_is(self->subjects[i].id, id))) {
        i--;
    }
    return i;
}
