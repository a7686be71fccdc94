package ask

import (
	"policygraph/internal/lazyregexp"
	"strconv"
	"strings"
)

// several recognizes “several measures”: 多个措施, 两个以上的措施, 至少三项举措, 超过2个措施, 不止一个措施.
var several = lazyregexp.New(`(?:(多|好几|数|若干|几)(?:个|项|条|种)?|` +
	`(至少|不少于|不低于|起码|超过|多于|大于|不止|高于)?(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|项|条|种)?(?:或|及|及其)?(以上|之上|更多)?)` +
	`(?:的)?(?:不同)?(?:的)?` + wordsMeasure)

// least is the number that a match of several asks for at least. 以上 includes the number, as in Chinese law.
func least(match []string) int {
	if match[1] != "" {
		return 2
	}
	n := numeral(match[3])
	switch match[2] {
	case "超过", "多于", "大于", "不止", "高于":
		return n + 1
	}
	return n
}

// numeral reads digits, or a Chinese numeral below a hundred; what is none is 0.
func numeral(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	digit := func(s string) int {
		return strings.Index("一二三四五六七八九", strings.Replace(s, "两", "二", 1))/3 + 1
	}
	tens, ones, ten := strings.Cut(s, "十")
	switch {
	case !ten && len(s) == 3:
		return digit(s)
	case !ten || len(tens) > 3 || len(ones) > 3:
		return 0
	}
	n := 10
	if tens != "" {
		n = 10 * digit(tens)
	}
	if ones != "" {
		n += digit(ones)
	}
	return n
}
