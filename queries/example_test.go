package queries_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"policygraph/queries"
	"policygraph/queries/internal/sample"
)

func ExampleQuery_Run() {
	q, _ := queries.Find("several-measures")
	args := queries.Args{"level": "county"}
	result, err := q.Run(context.Background(), newMemory(sample.Quads()), args)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(q.Command(args))
	if err := result.Write(os.Stdout, queries.Style{Width: 60}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// several-measures --level county
	// 地区         级别  省份    措施数  措施         文号
	// 长葛市       县级  河南省       4  建设停车设…  示例〔2021…
	// 公主岭市     县级  吉林省       2  建设停车设…  示例〔2021…
	// 南京市       地级  江苏省       2  改造老旧小…  示例〔2021…
	// 琼中黎族苗…  县级  海南省       2  扩大农村贷…  示例〔2021…
}
