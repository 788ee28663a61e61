/* print: everything that contract.def, config.def and law.def say, as one JSON text. print.mjs makes files of it.
 *
 * No part of the core: compiled for the build alone, to a module that exports `print`, which returns the address of the text.
 * The compiler reads the tables here, as it does for the core. */
#include "../src/contract.h"
#include "../src/config.def"

#include <stdbool.h>

const char *print(void);

static char text[512 * 1024];
static int n;

static void put(const char *raw)
{
    while (*raw != 0 && n < (int)sizeof text - 1) {
        text[n++] = *raw++;
    }
}

/* A comma goes before everything but the first thing in a list or an object. */
static void separate(void)
{
    char last = n == 0 ? '[' : text[n - 1];
    if (last != '[' && last != '{' && last != ':') {
        put(",");
    }
}

static void open(const char *bracket)
{
    separate();
    put(bracket);
}

static void string(const char *value)
{
    separate();
    put("\"");
    for (; *value != 0; value++) {
        const char character[] = {*value, 0};
        put(*value == '"' || *value == '\\' ? "\\" : "");
        put(character);
    }
    put("\"");
}

static void number(long long value)
{
    char digits[24];
    int at = (int)sizeof digits;
    bool negative = value < 0;
    digits[--at] = 0;
    do {
        digits[--at] = (char)('0' + (negative ? -(value % 10) : value % 10));
        value /= 10;
    } while (value != 0);
    separate();
    put(negative ? "-" : "");
    put(digits + at);
}

static void key(const char *name)
{
    string(name);
    put(":");
}

static void member(const char *name, const char *value)
{
    key(name);
    string(value);
}

static void member_number(const char *name, long long value)
{
    key(name);
    number(value);
}

/* ---- contract.def ---- */

#define LIMIT(name, value, about) member_number(#name, value);
#define TURN_ERROR(name, value, about) \
    open("{");                         \
    member_number("number", value);    \
    member("says", about);             \
    put("}");
#define WORD(constant, word, about) \
    open("{");                      \
    member("word", word);           \
    member("about", about);         \
    put("}");
#define WORD_LIST(type, list, about) \
    open("{");                       \
    member("type", #type);           \
    member("list", #list);           \
    member("about", about);          \
    key("words");                    \
    open("[");                       \
    list(WORD) put("]}");
#define RULE_ROW(name, protective, kind, about) \
    open("{");                                  \
    member("name", #name);                      \
    member("kind", #kind);                      \
    member("about", about);                     \
    put("}");
#define FACT_ROW(constant, name, type, about) \
    open("{");                                \
    member("name", #name);                    \
    member("type", type);                     \
    member("about", about);                   \
    member_number("bit", constant);           \
    put("}");
/* Rows that follow a verb, effect or event are its fields: print.mjs puts them in. */
#define FIELD_ROW(name, type, about) \
    open("{");                       \
    member("field", #name);          \
    member("type", #type);           \
    member("about", about);          \
    put("}");
#define VERB_ROW(name, core, does, facts, how, about) \
    open("{");                                        \
    member("name", #name);                            \
    member("core", #core);                            \
    member("does", #does);                            \
    member("facts", #facts);                          \
    member("about", about);                           \
    put("}");
#define EFFECT_ROW(name, core, times, about) \
    open("{");                               \
    member("name", #name);                   \
    member("core", #core);                   \
    member("times", #times);                 \
    member("about", about);                  \
    put("}");
#define EVENT_ROW(name, about) \
    open("{");                 \
    member("name", #name);     \
    member("about", about);    \
    put("}");
#define DETAIL_ROW(name, type, need, about) \
    open("{");                              \
    member("field", #name);                 \
    member("type", type);                   \
    member("need", #need);                  \
    member("about", about);                 \
    put("}");

static void print_contract(void)
{
    key("limits");
    open("{");
    LIMITS(LIMIT)
    member_number("TIME_END", TIME_END);
    put("}");
    key("errors");
    open("[");
    TURN_ERRORS(TURN_ERROR)
    put("]");
    key("words");
    open("[");
    WORD_LISTS(WORD_LIST)
    put("]");
    key("sweeps");
    open("[");
    SWEEPS(WORD, WORD)
    put("]");
    key("rules");
    open("[");
    LAW_RULES(RULE_ROW)
    put("]");
    key("facts");
    open("[");
    FACTS(FACT_ROW)
    put("]");
    key("verbs");
    open("[");
    VERBS(VERB_ROW, FIELD_ROW)
    put("]");
    key("effects");
    open("[");
    EFFECTS(EFFECT_ROW, FIELD_ROW)
    put("]");
    key("events");
    open("[");
    EVENTS(EVENT_ROW, DETAIL_ROW)
    put("]");
}

/* ---- config.def ---- */

#define NONE ""
#define ONE_OF(list) #list
#define OBJECT(object) #object

static void print_key(const char *name, const char *kind, const char *need, const char *more, const char *preset,
                      const char *about)
{
    open("{");
    member("name", name);
    member("kind", kind);
    member("need", need);
    member("more", more);
    member("preset", preset);
    member("about", about);
    put("}");
}

#define KEPT(name, kind, need, where, more, preset, about) print_key(name, #kind, #need, more, preset, about);
#define UNKEPT(name, kind, need, more, preset, about) print_key(name, #kind, #need, more, preset, about);
#define CONFIG_OBJECT(object, type, type_name, about) \
    open("{");                                        \
    member("object", #object);                        \
    member("type", type_name);                        \
    member("about", about);                           \
    key("keys");                                      \
    open("[");                                        \
    object##_KEYS(KEPT, UNKEPT, UNKEPT) put("]}");

/* ---- law.def ---- */

/* Rules come as pieces: what kind of rule, its name, what it says. */
struct rule {
    const char *kind, *name, *says;
};
#define RULE(name, value) {"RULE", #name, #value},
#define TOLD(name, value) {"TOLD", #name, #value},
#define FROM(y, m, d) {"FROM", "from", #y "-" #m "-" #d},
#define NOTHING_MORE
#define LAW(id, places, model, audience, title, confidence, source, note, ...)              \
    {                                                                                       \
        static const struct rule rules[] = {__VA_ARGS__{NULL, NULL, NULL}};                 \
        print_law(#id, places, #model, #audience, title, #confidence, source, note, rules); \
    }

static void print_law(const char *id, const char *places, const char *model, const char *audience, const char *title,
                      const char *confidence, const char *source, const char *note, const struct rule *rules)
{
    open("{");
    member("id", id);
    member("places", places);
    member("model", model);
    member("audience", audience);
    member("title", title);
    member("confidence", confidence);
    member("source", source);
    member("note", note);
    key("rules");
    open("[");
    for (; rules->kind != NULL; rules++) {
        open("{");
        member("kind", rules->kind);
        member("name", rules->name);
        member("says", rules->says);
        put("}");
    }
    put("]}");
}

static void print_laws(void){
#include "../src/law.def"
}

EXPORT(print) const char *print(void)
{
    put("{");
    print_contract();
    key("config");
    open("[");
    CONFIG_OBJECTS(CONFIG_OBJECT)
    put("]");
    key("law");
    open("[");
    print_laws();
    put("]}");
    text[n] = 0;
    return n < (int)sizeof text - 1 ? text : NULL;
}
