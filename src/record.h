/* record: the stored decision and its grammar (ABNF, RFC 5234). Floor 5.
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
 * The hash is FNV-1a of 32 bits. "b bits of the hash" are its highest b bits, joined by xor with its lowest b bits. An
 * entry begins with five digits, which are two hashes: 18 bits of the hash of id TAB, then 12 bits of the hash of
 * id TAB purpose TAB sale TAB vendor TAB. purpose and sale are numbers (enum purpose, enum sale); a service has the
 * purpose of its category. vendor is 30 bits of the hash of the vendor's name, or 1 if these are 0; it is 0 if no name
 * is given. So an id takes three characters. If two subjects of one config have the same five digits, the config is
 * refused. Hosts, keys and words are not part of the record: they may change without a new question.
 *
 * What is necessary is never in a record. Anything else that is not in it was not asked about. A service has an entry
 * of its own even where it only follows its category.
 * Every character is unreserved (RFC 3986, 2.3), so URL encoding does not change a record. A record that a server has
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
 * In format 1 a service that is not named follows its category, whatever was asked.
 *
 * Every future format begins with its number and a "." and ends with a "." and this checksum. So a build recognises a
 * record that it cannot read, and leaves it alone. A text that does not parse to its last byte is no decision. */
#ifndef ASSENT_RECORD_H
#define ASSENT_RECORD_H

#include "config.h"
#include "law.h"

/* A record, decoded; the grammar above says what each part means. */
struct record {
    int format;    /* 1 or 2 */
    uint32_t when; /* unix seconds */
    int policy;
    int how; /* enum how */
    bool signal;
    const char *regime, *law, *entries; /* these point into the text that was decoded */
};

/* Whose record a stored text is. */
enum whose {
    RECORD_NONE,   /* it is no record */
    RECORD_OURS,   /* the record of this site */
    RECORD_BESIDE, /* a record that is kept for other hosts: both have room under one name */
    RECORD_FOREIGN /* another site's record, or one of a future format, in the very place of this site's record */
};

/* Decodes `stored` (cut up in place; NULL: no record) for the site of this config. Fills `self` if it returns
 * RECORD_OURS; otherwise `self` may hold anything. */
enum whose record_decode(struct record *self, const struct config *config, char *stored);

/* Was the learner asked about a subject: not at all, in a different way from now, or as now? */
enum asked { ASKED_NOT, ASKED_OTHERWISE, ASKED_SO };

/* Returns what the record says of a subject of the config; SAYS_NOTHING: nothing. Sets *asked. */
enum says record_says(const struct record *self, const struct config *config, int subject, enum asked *asked);

/* These three write a record of format 2 into a line of effects: begin, add each entry, end. */

/* Writes everything before the entries. It uses all of `self` but format and entries. Returns the start of the record,
 * an offset in bytes in `to`, for record_end. */
int record_begin(struct effects *to, const struct config *config, const struct record *self);

/* Writes the entry of a subject: `says` is not SAYS_NOTHING. */
void record_add(struct effects *to, const struct config *config, int subject, enum says says);

/* Writes the checksum. If the record is longer than RECORD_MAX bytes, it marks `to` as full, and the turn fails. */
void record_end(struct effects *to, int start);

#endif
