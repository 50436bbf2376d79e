/* fold.c - tests of common/base/fold.h */
#include "base/fold.h"
#include "tap.h"

static void
lower_is(const char *text, const char *want)
{
	struct buf b = BUF_INIT;

	fold_add(&b, slice_str(text));
	ok(tap_is(&b, want), "%s", text);
}

int
main(void)
{
	lower_is("ABC xyz 19 [@`{", "abc xyz 19 [@`{");
	lower_is("ÄÖÜ×ÞßÿŸ", "äöü×þßÿÿ");
	lower_is("ĀāĮįĲĳĶķĹĺŇňŊŋŶŷŹźŽž", "āāįįĳĳķķĺĺňňŋŋŷŷźźžž");
	lower_is("ĸŉſİ", "ĸŉſİ");
	lower_is("ΆΈΉΊΌΎΏΑΡΣΫς", "άέήίόύώαρσϋσ");
	lower_is("ЀЏАЯѠҀҊӀӁӍӐԮа", "ѐџаяѡҁҋӏӂӎӑԯа");
	lower_is("ԱՖ", "աֆ");
	lower_is("ḀḁẔẕẞẠỸỾ", "ḁḁẕẕßạỹỿ");
	lower_is("Ａｚ日本😀", "ａｚ日本😀");
	lower_is("A\xff\xc3Z", "a\xff\xc3z");
	ok(fold_same(slice_str("ÜNÏ дом"), slice_str("Ünï ДОМ")), "same, or not");
	ok(!fold_same(slice_str("ab"), slice_str("a")), "same, or not");
	ok(!fold_same(slice_str("a"), slice_str("ab")), "same, or not");
	ok(!fold_same(slice_str("ä"), slice_str("a")), "same, or not");
	ok(!fold_same(slice_str("\xff"), slice_str("\xfe")), "same, or not");
	return tap_done();
}
