/*
 * gen_form.h - steps by a form: the JSON of a step, with words in the places of what differs.
 *
 *	"{'flowId':$id,'flowName':$name,$head,'invocationData':$in$paths(Success|Failure)}"
 *
 * As in gen_emit.h, a single quote is written as a double quote. The words:
 *
 *	$head           what every step has: gen_step_head()
 *	$id $name       of what the step refers to, as JSON strings
 *	$object(TYPE)   the same as a value
 *	$in $out        a variable of the flow, read or assigned
 *	$sum            an expression: gen_step_sum()
 *	$say $text $speech   a sentence: of a bot, as a literal, as speech
 *	$audio          as speech, or the prompt referred to
 *	$lit(TYPE:TEXT) $raw(TYPE:TEXT) $empty(TYPE)   a literal, one that was never compiled, none
 *	$errors(N) $paths(A|B)   ,"errorBindings":[…] and ,"paths":[…]: gen_action.h
 */
#ifndef SIM_GEN_FORM_H
#define SIM_GEN_FORM_H

#include "gen/gen_body.h"

void gen_form_write(struct body *b, const struct step *s, const char *form, struct buf *to);

#endif
