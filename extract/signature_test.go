package extract

import "testing"

// TestMayDate holds that no date is passed over before the expression is asked.
func TestMayDate(t *testing.T) {
	for _, s := range []string{"2021年8月26日", "2021 年 8 月 26 日", "2021-08-26", "2021.8.26", "2021/ 8/26", "２０２１年８月２６日",
		"二〇二一年八月二十六日", "二○二一年 十月一日", "示例〔2021〕1号 2021年1月2日", "一二年、2021-1-2"} {
		if !dateForm.MatchString(s) || !mayDate(s) {
			t.Errorf("%q: a date %v, may be one %v", s, dateForm.MatchString(s), mayDate(s))
		}
	}
	for _, s := range []string{"", "年", "今年以来，", "2021年，示例市", "1.示例", "-"} {
		if mayDate(s) && s != "1.示例" || dateForm.MatchString(s) {
			t.Errorf("%q is taken for a date", s)
		}
	}
}
