package metric

import (
	"strings"
	"testing"
)

// practices are statements as notices make them, made up.
const practices = `改造老旧小区约70个，腾出产业空间约2万亩，每年减少煤炭消耗约200万吨，县域内就诊率达98%。
整合公安、民政等12个部门125个政务事项，办理时限由原来的20个工作日压缩至5个工作日以内，群众跑动次数减少三分之二以上。
通过政府建设、企业自建、长期租赁等方式筹集保障性租赁住房约1.8万套，吸引乡村规划等紧缺人才约100名，带动约0.2万名专业人才进村到户。
推进城乡供水一体化建设，强化水源保护和水质监测，让农村居民用上与城区同网同质同服务的自来水，集中供水率和水质达标率均达100%。
健全雨水花园、下凹绿地等设施，利用物联网技术布设监测设备，实现小雨不积水、大雨不内涝，基本消除易涝积水区段。
`

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(practices)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(practices)
	}
}

// BenchmarkParseDigits is the worst text for a parser of numbers; its rate stands beside that of plain text.
func BenchmarkParseDigits(b *testing.B) {
	text := strings.Repeat("1234567890", 5000) + strings.Repeat("1亿2", 10000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(text)
	}
}

func BenchmarkTables(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		readLexicon(lexiconTXT)
		readUnits(unitsTSV)
	}
}
