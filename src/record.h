/* record: the stored decision and its grammar. Floor 4.
 *
 *     1.1795305600.save.4.row.performance*targeting!posthog!.35871
 *
 *     record   = format "." when "." how "." policy "." regime "." entries "." checksum
 *     format   = "1"                      a record of another format is no decision
 *     when     = 1*10DIGIT                seconds since 1970-01-01T00:00Z, below 4,200,000,000
 *     how      = "accept" / "reject" / "api" / "withdraw" / "parent" / "notice" / "save" / "gpc"
 *     policy   = 1*6DIGIT                 version of the site's policy that was shown
 *     regime   = 1*( lower / DIGIT / "_" ) the row of law it was made under
 *     entries  = *( id mark )             the categories, then the services that differ from theirs; what is not named was not decided (a service: is as its category)
 *     mark     = "*" / "!" / "~" / "'"    granted, refused, granted against the browser's signal, granted by a parent
 *     checksum = 1*5DIGIT                 FNV-1a (32 bits, its halves joined by xor) of all that stands before its "."
 *
 * Every character is a cookie-octet (RFC 6265, 4.1.1) that URL encoding leaves as it is. What does not parse is no decision. */
#ifndef ASSENT_RECORD_H
#define ASSENT_RECORD_H

#include "law.h"

/* How a decision was made, in this order: the verbs that decide (consent.h), the panel's Save, Global Privacy Control. */
#define RECORD_HOWS "accept|reject|api|withdraw|parent|notice|save|gpc"

enum { HOW_NOTICE = 5, HOW_SAVE, HOW_GPC };

/* What was said of something. Above nothing are the grants: a plain one; one that insists, by hand, although the browser's signal
 * refuses (11 CCR 7025(c)(3)); and one that a parent gave. */
enum says { SAYS_REFUSED = -1, SAYS_NOTHING, SAYS_GRANTED, SAYS_INSISTED, SAYS_PERMITTED };

struct record {
    uint32_t when;
    int policy;
    int how; /* one of RECORD_HOWS */
    const char *regime, *entries; /* into the text that was decoded */
};

/* Cuts `stored` up in place. False: it is no decision; NULL is none. */
bool record_decode(struct record *self, char *stored);
enum says record_says(const struct record *self, const char *id);

/* A record is written into a line of effects: begin (`row`: of law), add the entries, end. record_begin returns where it started, for the end.
 * One that is longer than RECORD_MAX fills the writer. */
int record_begin(struct effects *to, uint32_t when, int how, int policy, int row);
void record_add(struct effects *to, const char *id, enum says says);
void record_end(struct effects *to, int start);

#endif
