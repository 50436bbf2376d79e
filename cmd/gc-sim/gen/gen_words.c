/* gen_words.c - names and sentences as contact centres have them */
#include "gen/gen_words.h"

#include "base/err.h"

#define WORDS_MAX 32

static const struct list {
	const char *name;
	const char *words[WORDS_MAX];
} lists[] = {
    {"region", {"DE", "AT", "CH", "FR", "Benelux", "NL", "UK", "US East", "US West", "ES", "IT",
		   "PL", "Nordics", "EMEA", "APAC", "LATAM", "Île-de-France", "Köln", "Zürich",
		   "São Paulo", "Kraków", "Malmö", "日本", "대한민국"}},
    {"unit", {"Sales", "Billing", "Claims", "Tech Support", "Customer Care", "Retention",
		 "Collections", "Loans", "Mortgages", "Returns", "Orders", "Delivery", "Logistics",
		 "HR", "IT Helpdesk", "Fraud Desk", "Booking", "Roadside", "Pharmacy", "Warranty",
		 "Field Service", "Back Office", "Complaints", "Onboarding", "Störungsannahme",
		 "Service après-vente", "Kündigungen", "Facturación"}},
    {"tier", {"Tier 1", "Tier 2", "VIP", "Overflow", "After Hours", "Priority", "Escalation",
		 "Callback", "Training", "Pilot", "Weekend", "Spanish", "Broker", "Partner"}},
    {"menu", {"Main IVR", "Main Menu", "Welcome", "Authentication", "After Hours",
		 "Holiday Closure", "Emergency Message", "Callback Offer", "Language Choice",
		 "Order Status", "Card Payment", "PIN Reset", "Survey Offer", "Overflow Routing",
		 "Number Lookup", "Appointment Line", "Whisper", "Queue Announcements",
		 "Position in Queue", "Voicemail"}},
    {"topic",
	{"Web Messaging", "WhatsApp", "SMS", "Inbox", "Contact Form", "Chat", "Newsletter Replies",
	    "Apple Messages", "Facebook", "Attachments", "Auto Reply", "Triage"}},
    {"verb", {"Get", "Update", "Create", "Find", "Search", "Send", "Check", "Validate", "List",
		 "Close", "Assign", "Sync", "Archive", "Notify"}},
    {"thing",
	{"Customer", "Contact", "Case", "Ticket", "Order", "Invoice", "Appointment", "Account",
	    "Contract", "Device", "Agent Status", "User Presence", "Balance", "Callback",
	    "Conversation", "Transcript", "Time-Off Request", "Shipment", "Address", "Consent"}},
    {"by", {"by ANI", "by Email", "by Id", "by Number", "by Name", "by Queue", "for User", "(v2)",
	       "in CRM", "from Wrap-Up", "with Retry", "batch"}},
    {"what",
	{"Customer", "Order Status", "FAQ", "Booking", "Password Reset", "Store Hours", "Billing",
	    "Claims", "Appointment", "Card Blocking", "Small Talk", "Intent Router"}},
    {"event", {"Presence Change", "Conversation End", "Negative Sentiment", "Missed Callback",
		  "Wrap-Up", "Transcript Ready", "Agent Idle", "Case Update", "SLA Breach"}},
    {"system", {"Salesforce", "ServiceNow", "SAP", "Dynamics", "Zendesk",
		   "Genesys Cloud Data Actions", "AWS Lambda", "HubSpot", "Web Services",
		   "Google Functions", "Jira", "Workday", "Brücke - CRM", "Custom REST"}},
    {"first", {"Anna", "Jürgen", "Sofía", "Chloé", "Mateusz", "Zoë", "Liam", "Priya", "Kenji",
		  "Olga", "Håkon", "Fatima", "Tomáš", "Ines", "Noah", "Marta", "Sinéad", "Ahmed",
		  "Grace", "Lukas", "Maja", "Pedro", "Yuki", "Elif", "Björn", "Nadia"}},
    {"last",
	{"Schmidt", "Müller", "García", "Dubois", "Kowalski", "Jansen", "O'Brien", "Sharma",
	    "Tanaka", "Petrova", "Nilsen", "Haddad", "Novák", "Rossi", "Weiß", "Silva", "Murphy",
	    "Hassan", "Okafor", "Bauer", "Lindström", "Costa", "Yılmaz", "Meyer-Lüdenscheid"}},
    {"skill",
	{"Voice", "Email", "Chat", "Router", "Fibre", "Mobile", "Hardware", "Licences", "Platinum",
	    "Complaints", "Upsell", "Legal", "Medical", "Payments", "Français", "Technik"}},
    {"language", {"English", "German", "French", "Spanish", "Italian", "Dutch", "Polish",
		     "Portuguese", "Swedish", "Japanese", "Korean", "Türkçe", "中文"}},
    {"wrapup",
	{"Resolved", "No Answer", "Callback Booked", "Wrong Number", "Transferred", "Escalated",
	    "Duplicate", "Sale", "No Sale", "Follow-Up", "Spam", "Rückruf vereinbart"}},
    {"prompt", {"Welcome", "Closed", "Holiday", "Hold", "Queue_Position", "Recording_Notice",
		   "Goodbye", "Menu", "Invalid_Entry", "Please_Wait", "Outage", "Callback_Offer",
		   "Survey_Intro", "Privacy"}},
    {"locale", {"DE", "EN", "FR", "ES", "IT", "NL", "PL", "JA", "Common"}},
    {"hours", {"Business Hours", "Weekend", "Bank Holidays", "Night", "Christmas Eve", "Saturday",
		  "24x7", "Lunch", "Inventory Day", "Betriebsversammlung"}},
    {"table", {"Routing", "Holidays", "Blacklist", "VIP Numbers", "DNIS Map", "Opening Messages",
		  "Feature Flags", "Postcodes", "Survey Sampling", "Skill Map"}},
    {"outcome", {"Authenticated", "Self-Served", "Transferred to Agent", "Abandoned in Menu",
		    "Paid", "Order Found", "Callback Booked", "Bot Contained", "Survey Completed"}},
    {"article", {"Greeting", "Closing", "Refund Policy", "Delivery Times", "Outage Notice",
		    "Password Help", "Appointment Confirmation", "Out of Office", "Legal Notice"}},
    {"plural", {"Customers", "Leads", "Renewals", "Overdue Accounts", "Recalls", "Appointments",
		   "Win-Back"}},
    {"word", {"customer", "order", "phone", "email", "status", "result", "queue", "delay", "name",
		 "count", "language", "intent", "case", "amount", "address", "callback", "agent",
		 "token", "reason", "score", "region", "date"}},
    {"part", {"Id", "Name", "Text", "Code", "List", "Found", "Number", "Key", "Type", "Value"}},
};

static const char *const sentences[] = {
    "Thank you for calling. Please stay on the line.",
    "All of our agents are busy at the moment. Your call is important to us.",
    "Please enter your customer number, followed by the hash key.",
    "Sorry, I did not understand that. Could you say it again?",
    "Our offices are closed today. We are back tomorrow at 8 a.m.",
    "For sales press 1, for service press 2, to talk to an agent press 0.",
    "Your order has been found: it leaves our warehouse today.",
    "Guten Tag und herzlich willkommen. Für Deutsch drücken Sie die 1.",
    "Veuillez patienter, un conseiller va vous répondre dans quelques instants.",
    "お電話ありがとうございます。担当者におつなぎいたします。",
    "Say \"agent\" at any time to speak to a person.",
    "We could not reach C:\\Orders\\queue; the case has been written down.",
    "Is there anything else that I can help you with today? 😀",
    "Line one.\nLine two, with a tab:\tdone.",
    "Please confirm that the amount of 20 % is right <yes/no>.",
    "You are number three in the queue.",
    "The callback has been booked for {{callback.time}}.",
    "Gracias por llamar. Su opinión nos importa: ¿participaría en una encuesta?",
};

/* Names that some program handles wrongly. */
static const char *const awkward[] = {
    "AC/DC Hotline",
    "Sales: EMEA; APAC; LATAM",
    "Trailing blank ",
    "Straße überprüfen – Größe",
    "東京サポート窓口",
    "客服热线(夜间)",
    "Premium 🎧 Service",
    "..1",
    ".hidden",
    "... 1",
    "CON",
    "nul",
    "LPT1",
    "aux.backup",
    "yes",
    "No",
    "null",
    "~1",
    "0123",
    "1e5",
    "0x1F",
    "12:30",
    "2024-01-01",
    "true",
    "=1+1",
    "Say \"Hello\" first",
    "Back\\slash",
    "C:\\flows\\main",
    "100% done",
    "%2F",
    "a*b?c",
    "<draft>",
    "one|two",
    "-rf",
    "--help",
    "@home",
    "`id`",
    "$(date)",
    "$HOME",
    "#1 Desk",
    "key: value",
    "{{queue}}",
    "[list]",
    "& anchor",
    "*alias",
    "!tag",
    "? maybe",
    "'single'",
    "back to ..\\..\\etc",
    "Cafe\xcc\x81 (decomposed)",
    "Café (composed)",
    "v2.0.0_v10-0",
    "comma, semi; colon:",
    "manifest.json",
    "dot at end.",
    "שירות לקוחות",
    "ﬁne ligature",
    "İstanbul",
    "zero\xe2\x80\x8bwidth",
    "👩‍👩‍👧‍👦 Family Desk",
    "custom_-_not an id",
};

static const struct list *
find_list(const char *name, size_t n)
{
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (strncmp(lists[i].name, name, n) == 0 && lists[i].name[n] == '\0')
			return &lists[i];
	die(EXIT_BUG, 0, "no list of words <%.*s>", (int)n, name);
}

static const char *
pick_word(struct rng *r, const struct list *list)
{
	size_t n = 0;

	while (n < WORDS_MAX && list->words[n] != NULL)
		n++;
	return list->words[rng_below(r, n)];
}

void
gen_words_expand(struct rng *r, const char *pattern, struct buf *to)
{
	size_t n = 1;
	const char *end;

	for (const char *p = pattern; *p != '\0'; p++)
		n += *p == '|';
	for (n = rng_below(r, n); n > 0; n--)
		pattern = strchr(pattern, '|') + 1;
	end = pattern + strcspn(pattern, "|");
	while (pattern < end) {
		if (*pattern == '<') {
			size_t len = strcspn(++pattern, ">");

			buf_puts(to, pick_word(r, find_list(pattern, len)));
			pattern += len + 1;
		} else if (*pattern == '#') {
			buf_printf(to, "%zu", rng_between(r, 1, 9));
			pattern++;
		} else {
			buf_putc(to, *pattern++);
		}
	}
}

const char *
gen_words_sentence(struct rng *r)
{
	return sentences[rng_below(r, COUNT_OF(sentences))];
}

/* Around and beyond what one component of a path can hold (255 bytes); at most 200 characters. */
static void
add_long(struct rng *r, struct buf *to)
{
	static const char *const letters[] = {"x", "ü", "長", "🙂"};
	const char *letter = letters[rng_below(r, COUNT_OF(letters))];
	size_t n = rng_between(r, 240, 320) / strlen(letter);

	if (n > 195)
		n = 195;
	buf_puts(to, "Long ");
	while (n-- > 0)
		buf_puts(to, letter);
}

void
gen_words_awkward(struct rng *r, struct buf *to)
{
	if (rng_chance(r, 8))
		add_long(r, to);
	else
		buf_puts(to, awkward[rng_below(r, COUNT_OF(awkward))]);
}

void
gen_words_mangle(struct rng *r, struct buf *name)
{
	static const char *const ends[] = {" ", " - Exported 2024-03-07 @ 14:25",
	    " (ConversationDirect)", " 🚀", "_old", " \"new\"", "\\x", ": copy", " v2.1",
	    "  (two blanks)"};

	buf_puts(name, ends[rng_below(r, COUNT_OF(ends))]);
}
