package extract

import (
	"strings"
	"unicode/utf8"
)

// People of a place, and what they only attend, are not what the place did.

var (
	// residents are people of a place that do not act as it.
	residents = wordsOf("市民 居民 村民 农民 牧民 农牧民 学生 群众 官员 各界 各族 同胞")
	// measured are words after residents that make a measure of the place with them (居民人均可支配收入).
	measured = wordsOf("人均 平均 收入 可支配 消费 健康 满意 参保 医保 医疗 养老 存款 用电 用水 生活 阅读 人数 就业 预期")
	// civil are words with 民 that may follow the name of a 市.
	civil = wordsOf("民营 民生 民用 民政 民族 民间 民办 民宿 民企 民航 民主 民俗 民法 民警")
	// attending is what is done at a meeting or a ceremony by those who come to it.
	attending = wordsOf("出席 会见 迎接 欢迎 送别 陪同 应邀 到访 访问 致辞 观礼")
)

// bystands reports whether what follows a place tells of people of it, or of who met and attended.
func bystands(rest string) bool {
	if n := residents.prefix(rest); n > 0 {
		return measured.prefix(rest[n:]) == 0
	}
	return attending.prefix(rest) > 0
}

// surnames are common ones that begin few other words.
var surnames = runesOf("王李张刘陈杨赵吴徐孙朱郭郑梁冯韩曹彭蔡潘袁董吕魏蒋沈范傅卢汪崔廖姚邱谭贾邹薛侯郝邵")

// private reports whether the words after a place name one of its people (市民王某花6800元……).
func private(rest string) bool {
	n := residents.prefix(rest)
	return n > 0 && surnames.has(firstRune(rest[n:]))
}

// chief reports whether the words after a place that ends in its rank name its head (丽水市|长王某).
func chief(name, rest string) bool {
	r, _ := utf8.DecodeLastRuneInString(name)
	after, ok := strings.CutPrefix(rest, "长")
	return ok && strings.ContainsRune("省市县区州盟旗镇乡", r) && !strings.ContainsRune("期远效足江城三年久途短", firstRune(after))
}

// citizens reports whether the last character of a city's name that ends at byte i begins the word 市民 (示例|市民王某).
func citizens(text string, i int) bool {
	return strings.HasSuffix(text[:i], "市") && strings.HasPrefix(text[i:], "民") && civil.prefix(text[i:]) == 0
}
