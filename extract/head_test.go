package extract_test

import (
	"testing"
)

// TestHead holds the rules of title, number and date above the body of a notice without labels of metadata.
func TestHead(t *testing.T) {
	const body = "\n各省、自治区、直辖市人民政府：\n现将示例经验转发给你们。\n\n关于示例情况的报告\n示例情况良好。\n示例部\n一九九二年十一月二十日\n"
	const title = "示例院办公厅转发示例部关于示例情况报告的通知"
	for _, c := range []struct{ rule, text, title, number, issued string }{
		{"a caption in brackets comes before an annex's date", title + "\n(1992年12月18日　示办发〔1992〕66号)" + body, title, "示办发〔1992〕66号", "1992-12-18"},
		{"a caption without brackets and the number first", title + "\n示发〔1986〕12号　一九八六年二月四日" + body, title, "示发〔1986〕12号", "1986-02-04"},
		{"a caption with date and number in one run", title + "\n（1993年3月2日示办发〔1993〕12号）" + body, title, "示办发〔1993〕12号", "1993-03-02"},
		{"a caption in full-width digits", title + "\n（１９９３年３月２日　示办发［１９９３］１２号）" + body, title, "示办发［１９９３］１２号", "1993-03-02"},
		{"a date in brackets alone", title + "\n（1985年4月27日）" + body, title, "", "1985-04-27"},
		{"tags are labels and no title", "【发布单位】示例院办公厅\n【发布文号】示办发[1997]33号\n【发布日期】1997-09-03\n【标题】" + title + "\n" + title + "\n(示办发[1997]33号　1997年9月3日)" + body, title, "示办发[1997]33号", "1997-09-03"},
		{"labels with colons", "索 引 号：000/2021-1\n发文机关：示例部\n发文字号：示发〔2021〕1号\n成文日期：2021年8月1日\n标　　题：示例部关于示例的通知\n示例部关于示例的通知\n示例省推广示例经验，成效明显。\n", "示例部关于示例的通知", "示发〔2021〕1号", "2021-08-01"},
		{"a masthead is no title", "示例办　改革简报　第23期\n\n示例各地破解民生难题\n\n示例省推广示例经验，成效明显。\n", "示例各地破解民生难题", "", ""},
		{"a bulletin's head of several lines", "示例政务信息\n（专报）\n第63期\n\n示例省人民政府办公厅编　　　　2021年11月5日\n\n【示例专刊】\n\n示例各地打造示例环境的做法\n\n示例省推广示例经验，成效明显。\n", "示例各地打造示例环境的做法", "", "2021-11-05"},
		{"a number with its year in front", title + "\n（1994）示农发第18号\n" + body, title, "（1994）示农发第18号", "1992-11-20"},
		{"those it is sent to are no title", title + "\n示发〔2022〕9号\n\n各省、自治区、直辖市人民政府，新疆生产建设兵团：\n经示例院同意，现印发给你们。\n示例院\n2022年7月15日\n", title, "示发〔2022〕9号", "2022-07-15"},
		{"an official title under a page's headline", "示例部推广示例经验\n\n原标题：示例部办公厅关于印发示例案例的通知\n\n示办函〔2021〕73号\n\n各省、自治区、直辖市示例厅：\n现予印发。\n示例部办公厅\n2021年11月15日\n", "示例部办公厅关于印发示例案例的通知", "示办函〔2021〕73号", "2021-11-15"},
		{"a labelled date of issue comes before an annex's", "索 引 号：000/2019-1\n发文机关：示例部\n发文字号：示发〔2019〕115号\n成文日期：2019年11月6日\n发布日期：2019年11月15日\n\n示例部关于示例的通知\n示发〔2019〕115号\n\n各省：\n请执行。\n示例部\n\n附件：示例文件\n\n示例市关于示例的意见\n2018年3月2日\n", "示例部关于示例的通知", "示发〔2019〕115号", "2019-11-06"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			n := read(t, "notice.txt", []byte(c.text))
			if n.Title != c.title || n.Number != c.number || n.Issued != c.issued {
				t.Errorf("got %q, %q, %q\nwant %q, %q, %q", n.Title, n.Number, n.Issued, c.title, c.number, c.issued)
			}
		})
	}
}
