/* gen_value.c - value objects: what Architect stores for almost every setting */
#include "gen/gen_value.h"

#include "gen/gen_emit.h"

static void
end(struct buf *b, const char *type, const char *text, int mode)
{
	emit(b, "},'text':%s,'type':%s,'uiMetaData':{'mode':%d},'metaData':{},'version':2}", text,
	    type, mode);
}

void
value_empty(struct buf *b, const char *type)
{
	emit(b, "{'config':{'emp':{'pos':1,'text':'','type':%s}", type);
	end(b, type, "", 3);
}

void
value_literal(struct buf *b, const char *type, const char *text)
{
	emit(b, "{'config':{'lit':{'pos':1,'text':%s,'type':%s}", text, type);
	end(b, type, text, 1);
}

void
value_object(struct buf *b, const char *type, const char *id, const char *name)
{
	emit(b, "{'config':{'lit':{'pos':1,'text':%s,'type':%s,'val':%s}", name, type, id);
	end(b, type, name, 1);
}

void
value_uncompiled(struct buf *b, const char *type, const char *text)
{
	emit(b, "{'text':%s,'type':%s,'uiMetaData':{'mode':0},'version':2}", text, type);
}

static void
reference(struct buf *b, const struct variable *v)
{
	emit_comma(b);
	emit(b, "{'id':%s,'type':%s,'isSysRef':false,'name':%s}", v->id, v->type, v->name);
}

void
value_variable(struct buf *b, const struct variable *v, int mode)
{
	emit(b, "{'config':{'ref':{'pos':1,'text':%s,'type':%s,'val':%s}},'text':%s,'type':%s",
	    v->name, v->type, v->id, v->name, v->type);
	emit(b, ",'uiMetaData':{'mode':%d},'metaData':{'references':[", mode);
	reference(b, v);
	emit(b, "]},'version':2}");
}

static void
speech(struct buf *b, const char *text)
{
	struct buf source = BUF_INIT;

	buf_puts(&source, "AudioPlaybackOptions(ToAudioTTS(");
	emit(&source, "%s), true)", text);
	emit(b,
	    "{'config':{'AudioPlaybackOptions':{'pos':1,'text':%s,'operands':[{'ToAudioTTS':{"
	    "'pos':22,'operands':[{'lit':{'pos':33,'text':%s,'type':'str'}}],'type':'aud'}},"
	    "{'lit':{'pos':%zu,'text':'true','type':'bln'}}],'type':'aud'}},'text':%s,",
	    source.p, text, source.n - 4, source.p);
	emit(b,
	    "'type':'aud','uiMetaData':{'sequenceItems':[{'type':0,'parameter':%s,'error':''}],"
	    "'customExpressionMode':false},'metaData':{}}",
	    text);
	buf_release(&source);
}

static void
prompt(struct buf *b, const char *id, const char *name)
{
	struct buf source = BUF_INIT, full = BUF_INIT;

	buf_printf(&full, "Prompt.%s", name);
	buf_printf(&source, "AudioPlaybackOptions(ToAudio(%s), true)", full.p);
	emit(b,
	    "{'config':{'AudioPlaybackOptions':{'pos':1,'text':%s,'operands':[{'ToAudio':{"
	    "'pos':22,'operands':[{'ref':{'pos':30,'text':%s,'type':'pmt','val':%s}}],"
	    "'type':'aud'}},{'lit':{'pos':%zu,'text':'true','type':'bln'}}],'type':'aud'}},",
	    source.p, full.p, id, source.n - 4);
	emit(b,
	    "'text':%s,'type':'aud','uiMetaData':{'sequenceItems':[{'type':1,'parameter':%s,"
	    "'name':%s,'isSystem':false}],'customExpressionMode':false},'metaData':{"
	    "'references':[{'id':%s,'type':'pmt','isSysRef':false,'name':%s}]}}",
	    source.p, id, full.p, id, full.p);
	buf_release(&source);
	buf_release(&full);
}

void
value_audio(struct buf *b, const char *text, const char *prompt_id, const char *prompt_name)
{
	emit(b, "{'bargeInExpression':");
	value_literal(b, "bln", "true");
	emit(b, ",'flushExpression':");
	value_literal(b, "bln", "false");
	emit(b, ",'defaultAudio':");
	if (prompt_id != NULL)
		prompt(b, prompt_id, prompt_name);
	else
		speech(b, text);
	emit(b, ",'cases':[]}");
}

/* The part that the builder shows, in full once more. */
static void
builder(struct buf *b, struct rng *r, const char *text, const char *source)
{
	char id[UUID_SIZE], part[UUID_SIZE];

	rng_uuid(r, id);
	rng_uuid(r, part);
	emit(b,
	    "'builder':{'builderDefId':'__BUILDER_MARKDOWN_COMMUNICATION__','version':1,'id':%s,"
	    "'builderParts':[{'version':1,'id':%s,'builderPartExpressions':[{'config':{"
	    "'ToCommunication':{'pos':1,'text':%s,'operands':[{'lit':{'pos':17,'text':%s,"
	    "'type':'str'}}],'type':'com'}},'text':%s,'type':'com','uiMetaData':{'mode':0,"
	    "'markdownText':%s},'metaData':{},'version':2}],'builderPartDefId':"
	    "'__BUILDER_PART_COMMUNICATION_MARKDOWN__','outOfService':false}]}",
	    id, part, source, text, source, text);
}

void
value_communication(struct buf *b, struct rng *r, const char *text)
{
	struct buf source = BUF_INIT, part = BUF_INIT;

	emit(&part, "ToCommunication(%s)", text);
	buf_printf(&source, "MakeCommunication(ToCommunication(%s))", part.p);
	emit(b,
	    "{'config':{'MakeCommunication':{'pos':1,'text':%s,'operands':[{'ToCommunication':{"
	    "'pos':19,'operands':[{'ToCommunication':{'pos':35,'operands':[{'lit':{'pos':51,"
	    "'text':%s,'type':'str'}}],'type':'com'}}],'type':'com'}}],'type':'com'}},",
	    source.p, text);
	emit(b, "'text':%s,'type':'com','uiMetaData':{'mode':4,", source.p);
	builder(b, r, text, part.p);
	emit(b, "},'metaData':{},'version':2,'properties':{}}");
	buf_release(&source);
	buf_release(&part);
}

void
value_condition(struct buf *b, const struct variable *v, const char *text, bool wrapped)
{
	struct buf source = BUF_INIT;
	size_t at = wrapped ? 4 : 1;

	if (wrapped)
		buf_puts(&source, "If(");
	buf_printf(&source, "%s == ", v->name);
	emit(&source, "%s", text);
	emit(b, "{'config':{");
	if (wrapped) {
		buf_puts(&source, ", true, false)");
		emit(b, "'If':{'pos':1,'text':%s,'operands':[{", source.p);
	}
	emit(b, "'==':{'pos':%zu,", at + strlen(v->name) + 1);
	if (!wrapped)
		emit(b, "'text':%s,", source.p);
	emit(b, "'operands':[{'ref':{'pos':%zu,'text':%s,'type':%s,'val':%s}},", at, v->name,
	    v->type, v->id);
	emit(b, "{'lit':{'pos':%zu,'text':%s,'type':'str'}}],'type':'bln'}",
	    at + strlen(v->name) + 4, text);
	if (wrapped)
		emit(b,
		    "},{'lit':{'pos':%zu,'text':'true','type':'bln'}},{'lit':{'pos':%zu,"
		    "'text':'false','type':'bln'}}],'type':'bln'}",
		    source.n - 11, source.n - 5);
	emit(b, "},'text':%s,'type':'bln','uiMetaData':{'mode':0},'metaData':{'references':[",
	    source.p);
	reference(b, v);
	emit(b, "]},'version':2}");
	buf_release(&source);
}
