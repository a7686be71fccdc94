package source_test

import (
	"context"
	"fmt"
	"strings"

	"policygraph/extract/source"
)

func ExampleOpen() {
	page := "---\ntitle: 示例通知\ndate: 2021-08-30\n---\n<p><b>一、示例主题</b></p><p>示例市办理时间压缩至<a href='/x'>5个</a>工作日。</p><p>责任编辑：示例</p>"
	for doc, err := range source.Open(context.Background(), []string{"-"}, source.Options{Stdin: strings.NewReader(page)}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(doc.Meta.Title, doc.Meta.Date)
		for _, b := range doc.Blocks {
			fmt.Println(b.Kind, b.Strong, doc.Text[b.Start:b.End])
		}
	}
	// Output:
	// 示例通知 2021-08-30
	// paragraph true 一、示例主题
	// paragraph false 示例市办理时间压缩至5个工作日。
}
