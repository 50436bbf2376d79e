/* gen_flow_type.c - the types of flows, how many of each, and how they are named */
#include "gen/generate.h"

/* clang-format off */
const struct flow_type flow_types[FLOW_TYPES] = {
    {"INBOUNDCALL", "inboundCallFlow", VOICE, 240,
        "<region> <unit> <menu>|<unit> <menu>|<unit> - <menu> v#.#|<menu> <region>"},
    {"WORKFLOW", "workflow", WORK, 215,
        "<verb> <thing> <by>|<unit>: <verb> <thing>|"
        "<thing> - <event> Trigger|<event> <verb> <thing>"},
    {"INQUEUECALL", "inqueueCallFlow", VOICE, 80,
        "<unit> In-Queue|<region> <unit> Waiting|<unit> <tier> Queue Announcements"},
    {"INBOUNDSHORTMESSAGE", "inboundShortMessageFlow", DIGITAL, 80,
        "<unit> <topic>|<region> <unit> <topic>"},
    {"BOT", "botFlow", BOT, 70, "<what> Bot|<what> Voicebot <region>|<unit> Bot v#"},
    {"DIGITALBOT", "digitalBotFlow", BOT, 55,
        "<what> Chatbot|<unit> Digital Bot|<what> Assistant <region>"},
    {"COMMONMODULE", "commonModuleFlow", MODULE, 50,
        "Common - <verb> <thing>|Module: <verb> <thing> <by>"},
    {"OUTBOUNDCALL", "outboundCallFlow", VOICE, 40, "<unit> <plural> Dialer|<plural> <region>"},
    {"INBOUNDEMAIL", "inboundEmailFlow", DIGITAL, 40, "<unit> Inbox|<region> <unit> Inbox"},
    {"INBOUNDCHAT", "inboundChatFlow", DIGITAL, 30, "<unit> Chat|<region> <unit> Chat"},
    {"INQUEUEEMAIL", "inqueueEmailFlow", DIGITAL, 20, "<unit> Email In-Queue"},
    {"INQUEUESHORTMESSAGE", "inqueueShortMessageFlow", DIGITAL, 20, "<unit> Message In-Queue"},
    {"SECURECALL", "secureCallFlow", VOICE, 15, "<unit> Secure Card Payment|<region> Secure PIN"},
    {"WORKITEM", "workitemFlow", WORK, 15, "<thing> Work Item|<unit> Work Item Routing"},
    {"SURVEYINVITE", "surveyInviteFlow", WORK, 8, "<unit> Survey Invite"},
    {"VOICEMAIL", "voicemailFlow", VOICE, 6, "<unit> Voicemail"},
    {"VOICESURVEY", "voiceSurveyFlow", BOT, 6, "<unit> Voice Survey"},
    {"VOICE", "voiceFlow", VOICE, 5, "<unit> Voice"},
    {"EMAILSEND", "emailSendFlow", DIGITAL, 3, "<article> Send"},
    {"SPEECH", "speechFlow", VOICE, 2, "<unit> Speech"},
};
/* clang-format on */
