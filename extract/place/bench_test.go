package place

import (
	"strings"
	"testing"

	"policygraph/extract/place/internal/index"
)

// notice is running text of the kind that the package is made for: few names among many ordinary words.
var notice = strings.Repeat("　　（一）在示例工作方面，主要是优化服务流程、健全管理制度、加强要素保障等。四川成都郫都区建立示例制度，"+
	"通过财政出资并撬动社会资本投入，改造老旧小区约十个，改善居民居住条件。重庆永川区和璧山区取消示例限制，"+
	"引导社区服务线上办理，建设智慧停车信息平台，实现公安、交通、旅游、公共服务等信息联通应用。"+
	"支持企业与高校、科研机构共建研发平台，促进科技成果转化，完善创新服务体系，提高城市治理水平。\n", 200)

func BenchmarkScan(b *testing.B) {
	b.SetBytes(int64(len(notice)))
	b.ReportAllocs()
	for b.Loop() {
		Default().Scan(notice, Context{On: "2021-08-26"})
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := index.Open(block); err != nil {
			b.Fatal(err)
		}
	}
}
