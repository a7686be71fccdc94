package extract_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// layoutNotice is a made-up notice, a paragraph a line.
const layoutNotice = `示例部办公厅关于推广示例经验的通知
示办发〔2021〕128号
各省、自治区、直辖市示例厅（局），新疆生产建设兵团示例局：
示例部在各地自主申报的基础上，总结形成了一批可复制的经验做法，现予推广。
一、提升示例服务
（一）推行集成办理。
浙江省安吉县将23个部门的186个事项纳入示例窗口，平均办理时间由5.5个工作日压缩至1.5个工作日。江苏省昆山市推行示例改革，办件量突破120万件，群众满意率达99.2%。
（二）完善示例网络。
2020年，吉林省通榆县建成示例网点168个，快递单件成本从2.8元降至1.3元。内蒙古自治区巴彦淖尔市五原县开通12条示例线路，覆盖率提高到98%以上，年节约成本超过600万元。
示例部办公厅
2021年9月15日
`

// TestSameNoticeInEveryLayout holds that a notice's practices do not depend on how its text is set.
func TestSameNoticeInEveryLayout(t *testing.T) {
	plain := func(s string) string { return s }
	lines := func(f func(line string) string) func(string) string {
		return func(s string) string {
			var out []string
			for line := range strings.Lines(s) {
				out = append(out, f(strings.TrimSuffix(line, "\n")))
			}
			return strings.Join(out, "\n") + "\n"
		}
	}
	spaced := regexp.MustCompile(`(\p{Han})([\d.%]+)(\p{Han})`)
	want := unset(summary(read(t, "notice.txt", []byte(layoutNotice))))
	if strings.Count(want, "县:") != 3 {
		t.Fatalf("the notice as it is gives:\n%s", want)
	}
	for _, c := range []struct {
		layout string
		set    func(string) string
	}{
		{"indents", lines(func(line string) string { return "　　" + line })},
		{"blank lines", lines(func(line string) string { return line + "\n" })},
		{"broken at 60 columns", lines(func(line string) string { return broken(line, 60) })},
		{"broken at 70 columns", lines(func(line string) string { return broken(line, 70) })},
		{"broken at 76 columns with indents", lines(func(line string) string { return broken("　　"+line, 76) })},
		{"broken at 80 columns with spaces before", lines(func(line string) string { return broken("    "+line, 80) })},
		{"spaces around numbers", func(s string) string { return spaced.ReplaceAllString(s, "$1 $2 $3") }},
		{"full-width digits", func(s string) string { return strings.Map(fullWidth, s) }},
		{"half-width brackets and colons", strings.NewReplacer("（", "(", "）", ")", "：", ":").Replace},
		{"half-width commas", strings.NewReplacer("，", ",").Replace},
		{"GB 18030", func(s string) string { return encoded(t, simplifiedchinese.GB18030.NewEncoder().String, s) }},
		{"UTF-16", func(s string) string {
			return encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String, s)
		}},
		{"carriage returns", strings.NewReplacer("\n", "\r\n").Replace},
		{"as it is", plain},
	} {
		t.Run(c.layout, func(t *testing.T) {
			if got := unset(summary(read(t, "notice.txt", []byte(c.set(layoutNotice))))); got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// unset is a summary without what the layout alone changes.
func unset(s string) string {
	return strings.NewReplacer(" ", "", ",", "，", "(", "（", ")", "）").Replace(strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s))
}

func fullWidth(r rune) rune {
	if r >= '0' && r <= '9' {
		return r - '0' + '０'
	}
	return r
}

// broken is a line broken at a width in columns.
func broken(line string, width int) string {
	var out strings.Builder
	at := 0
	for _, r := range line {
		size := 1
		if r > 0xFF {
			size = 2
		}
		if at += size; at > width {
			out.WriteByte('\n')
			at = size
		}
		out.WriteRune(r)
	}
	return out.String()
}

func encoded(t *testing.T, encode func(string) (string, error), s string) string {
	t.Helper()
	out, err := encode(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
