/* record: the stored decision and its grammar. Floor 5.
 *
 *     2.assent..1795305600.save.4.strict.0..B5Zw_y0Ug3dnCKMjVnakBJyyPO06JybSx86yIqyy_n7WxjQn.35256
 *
 *     record   = format "." site "." scope "." when "." how "." policy "." regime "." signal "." law "." *entry "."
 *              checksum
 *     format   = "2"
 *     site     = 1*( ALPHA / DIGIT / "-" / "_" )  whose it is: the config's site.id, or else the name of its cookie
 *     scope    = [ 2digit64 ]            kept for this host alone, or else 12 bits of the hash of the domain that it is
 *              kept for
 *     when     = 1*10DIGIT               seconds since 1970-01-01T00:00Z, below 4,200,000,000
 *     how      = "accept" / "reject" / "api" / "withdraw" / "parent" / "notice" / "save" / "gpc"
 *     policy   = 1*6DIGIT                version of the site's policy that was shown
 *     regime   = 1*( lower / DIGIT / "_" )  the row of law it was made under; "strict": the strict profile
 *     signal   = "0" / "1"               whether the browser refused sale and advertising by a signal
 *     law      = *10( ALPHA / DIGIT / "-" )  the version of the law table; empty: it had none
 *     entry    = 3digit64 2digit64 said  a category, or a service: what it is called, and what was asked
 *     said     = "y" / "n" / "i" / "p"   granted, refused, granted against the browser's signal ("insisted"), granted
 *              by a parent
 *     digit64  = ALPHA / DIGIT / "-" / "_"  six bits (RFC 4648, section 5), the highest first
 *     checksum = 1*5DIGIT                16 bits of the hash of all that stands before its "."
 *
 * The hash is FNV-1a of 32 bits; b bits of it are its highest b, joined by xor with its lowest b. Of an entry's five
 * digits 18 bits are the hash of id TAB, and 12 that of id TAB purpose TAB sale TAB vendor TAB, where purpose and sale
 * are numbers (enum purpose, enum sale, in config.h; a service has its category's purpose), and vendor is 30 bits of
 * the hash of its name, 1 if these are 0, or 0 where none is given.
 * So an id costs three characters; two subjects of one config that have all five alike are a fault of the config.
 * Hosts, keys and words are not in it: they change without a new question.
 *
 * What is necessary is never in it; of all else what is not in it was not asked. A service has an entry of its own also
 * where it only follows its category.
 * Every character is unreserved (RFC 3986, 2.3), so no encoding of URLs changes it. One that a server has
 * percent-encoded all the same is read, too.
 *
 * Format 1 is read, and never written:
 *
 *     1.1795305600.save.4.row.performance*targeting!posthog!.49383
 *
 *     record   = "1." when "." how "." policy "." regime "." *( id mark ) "." checksum
 *     regime   = as above, but "row": the strict profile
 *     mark     = "*" / "!" / "~" / "'"   granted, refused, granted against the browser's signal, granted by a parent
 *
 * There a service that is not named is as its category, whatever was asked.
 *
 * Formats to come begin with their number and a "." and end with a "." and this checksum: so each build knows what it
 * cannot read for a record, and leaves it alone. What does not parse to the last byte is no decision. */
#ifndef ASSENT_RECORD_H
#define ASSENT_RECORD_H

#include "config.h"
#include "law.h"

struct record {
    int format;
    uint32_t when;
    int policy;
    int how; /* enum how */
    bool signal;
    const char *regime, *law, *entries; /* into the text that was decoded */
};

/* Whose a stored text is: nobody's, for it is no record; this site's; another one's that is kept for other hosts, so
 * that both have room under one name; or another one's, or one of a format to come, in the very place where this site's
 * would stand. */
enum whose { RECORD_NONE, RECORD_OURS, RECORD_BESIDE, RECORD_FOREIGN };

/* Cuts `stored` up in place (NULL is nobody's), for the site of this config. The record is filled if it is this site's.
 */
enum whose record_decode(struct record *self, const struct config *config, char *stored);

/* What it says of a subject of the config, and whether it was asked of it at all, and asked the same as now. */
enum asked { ASKED_NOT, ASKED_OTHERWISE, ASKED_SO };
enum says record_says(const struct record *self, const struct config *config, int subject, enum asked *asked);

/* A record of format 2 is written into a line of effects: begin (of `self` all but format and entries), add the
 * entries, end. record_begin returns where it started, for the end. One that is longer than RECORD_MAX fills the
 * writer. */
int record_begin(struct effects *to, const struct config *config, const struct record *self);
void record_add(struct effects *to, const struct config *config, int subject, enum says says);
void record_end(struct effects *to, int start);

#endif
