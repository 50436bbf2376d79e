/* gen_value.c - value objects: what Architect stores for almost every setting */
#include "gen/gen_value.h"

#include "gen/gen_emit.h"

static void
end_value(struct buf *b, const char *type, const char *text, int mode)
{
	gen_emit(b, "},'text':%s,'type':%s,'uiMetaData':{'mode':%d},'metaData':{},'version':2}",
	    text, type, mode);
}

void
gen_value_empty(struct buf *b, const char *type)
{
	gen_emit(b, "{'config':{'emp':{'pos':1,'text':'','type':%s}", type);
	end_value(b, type, "", 3);
}

void
gen_value_literal(struct buf *b, const char *type, const char *text)
{
	gen_emit(b, "{'config':{'lit':{'pos':1,'text':%s,'type':%s}", text, type);
	end_value(b, type, text, 1);
}

void
gen_value_object(struct buf *b, const char *type, const char *id, const char *name)
{
	gen_emit(b, "{'config':{'lit':{'pos':1,'text':%s,'type':%s,'val':%s}", name, type, id);
	end_value(b, type, name, 1);
}

void
gen_value_uncompiled(struct buf *b, const char *type, const char *text)
{
	gen_emit(b, "{'text':%s,'type':%s,'uiMetaData':{'mode':0},'version':2}", text, type);
}

static void
write_reference(struct buf *b, const struct variable *v)
{
	gen_emit_comma(b);
	gen_emit(b, "{'id':%s,'type':%s,'isSysRef':false,'name':%s}", v->id, v->type, v->name);
}

void
gen_value_variable(struct buf *b, const struct variable *v, int mode)
{
	gen_emit(b, "{'config':{'ref':{'pos':1,'text':%s,'type':%s,'val':%s}},'text':%s,'type':%s",
	    v->name, v->type, v->id, v->name, v->type);
	gen_emit(b, ",'uiMetaData':{'mode':%d},'metaData':{'references':[", mode);
	write_reference(b, v);
	gen_emit(b, "]},'version':2}");
}

static void
write_speech(struct buf *b, const char *text)
{
	struct buf source = BUF_INIT;

	buf_puts(&source, "AudioPlaybackOptions(ToAudioTTS(");
	gen_emit(&source, "%s), true)", text);
	gen_emit(b,
	    "{'config':{'AudioPlaybackOptions':{'pos':1,'text':%s,'operands':[{'ToAudioTTS':{"
	    "'pos':22,'operands':[{'lit':{'pos':33,'text':%s,'type':'str'}}],'type':'aud'}},"
	    "{'lit':{'pos':%zu,'text':'true','type':'bln'}}],'type':'aud'}},'text':%s,",
	    source.p, text, source.n - 4, source.p);
	gen_emit(b,
	    "'type':'aud','uiMetaData':{'sequenceItems':[{'type':0,'parameter':%s,'error':''}],"
	    "'customExpressionMode':false},'metaData':{}}",
	    text);
	buf_release(&source);
}

static void
write_prompt(struct buf *b, const char *id, const char *name)
{
	struct buf source = BUF_INIT, full = BUF_INIT;

	buf_printf(&full, "Prompt.%s", name);
	buf_printf(&source, "AudioPlaybackOptions(ToAudio(%s), true)", full.p);
	gen_emit(b,
	    "{'config':{'AudioPlaybackOptions':{'pos':1,'text':%s,'operands':[{'ToAudio':{"
	    "'pos':22,'operands':[{'ref':{'pos':30,'text':%s,'type':'pmt','val':%s}}],"
	    "'type':'aud'}},{'lit':{'pos':%zu,'text':'true','type':'bln'}}],'type':'aud'}},",
	    source.p, full.p, id, source.n - 4);
	gen_emit(b,
	    "'text':%s,'type':'aud','uiMetaData':{'sequenceItems':[{'type':1,'parameter':%s,"
	    "'name':%s,'isSystem':false}],'customExpressionMode':false},'metaData':{"
	    "'references':[{'id':%s,'type':'pmt','isSysRef':false,'name':%s}]}}",
	    source.p, id, full.p, id, full.p);
	buf_release(&source);
	buf_release(&full);
}

void
gen_value_audio(struct buf *b, const char *text, const char *prompt_id, const char *prompt_name)
{
	gen_emit(b, "{'bargeInExpression':");
	gen_value_literal(b, "bln", "true");
	gen_emit(b, ",'flushExpression':");
	gen_value_literal(b, "bln", "false");
	gen_emit(b, ",'defaultAudio':");
	if (prompt_id != NULL)
		write_prompt(b, prompt_id, prompt_name);
	else
		write_speech(b, text);
	gen_emit(b, ",'cases':[]}");
}

/* The part that the builder shows, in full once more. */
static void
write_builder(struct buf *b, struct rng *r, const char *text, const char *source)
{
	char id[UUID_SIZE], part[UUID_SIZE];

	rng_uuid(r, id);
	rng_uuid(r, part);
	gen_emit(b,
	    "'builder':{'builderDefId':'__BUILDER_MARKDOWN_COMMUNICATION__','version':1,'id':%s,"
	    "'builderParts':[{'version':1,'id':%s,'builderPartExpressions':[{'config':{"
	    "'ToCommunication':{'pos':1,'text':%s,'operands':[{'lit':{'pos':17,'text':%s,"
	    "'type':'str'}}],'type':'com'}},'text':%s,'type':'com','uiMetaData':{'mode':0,"
	    "'markdownText':%s},'metaData':{},'version':2}],'builderPartDefId':"
	    "'__BUILDER_PART_COMMUNICATION_MARKDOWN__','outOfService':false}]}",
	    id, part, source, text, source, text);
}

void
gen_value_communication(struct buf *b, struct rng *r, const char *text)
{
	struct buf source = BUF_INIT, part = BUF_INIT;

	gen_emit(&part, "ToCommunication(%s)", text);
	buf_printf(&source, "MakeCommunication(ToCommunication(%s))", part.p);
	gen_emit(b,
	    "{'config':{'MakeCommunication':{'pos':1,'text':%s,'operands':[{'ToCommunication':{"
	    "'pos':19,'operands':[{'ToCommunication':{'pos':35,'operands':[{'lit':{'pos':51,"
	    "'text':%s,'type':'str'}}],'type':'com'}}],'type':'com'}}],'type':'com'}},",
	    source.p, text);
	gen_emit(b, "'text':%s,'type':'com','uiMetaData':{'mode':4,", source.p);
	write_builder(b, r, text, part.p);
	gen_emit(b, "},'metaData':{},'version':2,'properties':{}}");
	buf_release(&source);
	buf_release(&part);
}

void
gen_value_condition(struct buf *b, const struct variable *v, const char *text, bool wrapped)
{
	struct buf source = BUF_INIT;
	size_t at = wrapped ? 4 : 1;

	if (wrapped)
		buf_puts(&source, "If(");
	buf_printf(&source, "%s == ", v->name);
	gen_emit(&source, "%s", text);
	gen_emit(b, "{'config':{");
	if (wrapped) {
		buf_puts(&source, ", true, false)");
		gen_emit(b, "'If':{'pos':1,'text':%s,'operands':[{", source.p);
	}
	gen_emit(b, "'==':{'pos':%zu,", at + strlen(v->name) + 1);
	if (!wrapped)
		gen_emit(b, "'text':%s,", source.p);
	gen_emit(b, "'operands':[{'ref':{'pos':%zu,'text':%s,'type':%s,'val':%s}},", at, v->name,
	    v->type, v->id);
	gen_emit(b, "{'lit':{'pos':%zu,'text':%s,'type':'str'}}],'type':'bln'}",
	    at + strlen(v->name) + 4, text);
	if (wrapped)
		gen_emit(b,
		    "},{'lit':{'pos':%zu,'text':'true','type':'bln'}},{'lit':{'pos':%zu,"
		    "'text':'false','type':'bln'}}],'type':'bln'}",
		    source.n - 11, source.n - 5);
	gen_emit(b, "},'text':%s,'type':'bln','uiMetaData':{'mode':0},'metaData':{'references':[",
	    source.p);
	write_reference(b, v);
	gen_emit(b, "]},'version':2}");
	buf_release(&source);
}
