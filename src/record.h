/* record: the stored decision and its grammar. Floor 3.
 *
 *     1.1795305600.save.4.row.performance*targeting!posthog!.35871
 *
 *     record   = format "." when "." how "." policy "." regime "." entries "." checksum
 *     format   = "1"                      a record of another format is no decision
 *     when     = 1*10DIGIT                seconds since 1970-01-01T00:00Z, below 4,200,000,000
 *     how      = "accept" / "reject" / "save" / "withdraw" / "api" / "gpc"
 *     policy   = 1*6DIGIT                 version of the site's policy that was shown
 *     regime   = 1*( lower / DIGIT / "_" )
 *     entries  = *( id ( "*" / "!" ) )    `*` granted, `!` refused; the categories, then the services that differ from theirs; what is not named was not decided (a service: is as its category)
 *     checksum = 1*5DIGIT                 FNV-1a (32 bits, its halves joined by xor) of all that stands before its "."
 *
 * Every character is a cookie-octet (RFC 6265, 4.1.1) that URL encoding leaves as it is. What does not parse is no decision. */
#ifndef ASSENT_RECORD_H
#define ASSENT_RECORD_H

#include "effects.h"

/* How a decision was made, in this order: the four verbs that choose, the panel's Save, Global Privacy Control. */
#define RECORD_HOWS "accept|reject|api|withdraw|save|gpc"

enum { HOW_SAVE = 4 };

enum says { SAYS_REFUSED = -1, SAYS_NOTHING = 0, SAYS_GRANTED = 1 };

struct record {
    uint32_t when;
    int policy;
    int how; /* one of RECORD_HOWS */
    const char *regime, *entries; /* into the text that was decoded */
};

/* Cuts `stored` up in place. False: it is no decision; NULL is none. */
bool record_decode(struct record *self, char *stored);
enum says record_says(const struct record *self, const char *id);

/* A record is written into a line of effects: begin, add the entries, end. record_begin returns where it started, for the end.
 * One that is longer than RECORD_MAX sets `full`. */
int record_begin(struct effects *to, uint32_t when, int how, int policy, const char *regime);
void record_add(struct effects *to, const char *id, bool granted);
void record_end(struct effects *to, int start);

#endif
