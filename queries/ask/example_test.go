package ask_test

import (
	"context"
	"fmt"
	"log"

	"policygraph/graph"
	"policygraph/queries/ask"
	"policygraph/queries/internal/sample"
	"policygraph/schema"
)

func ExampleAsk() {
	ctx := context.Background()
	store, err := graph.Open(ctx, "mem:", graph.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	m := schema.IRIs{Base: sample.Base}
	for _, n := range sample.Notices() {
		if _, err := store.Replace(ctx, m.Notice(n.ID), n.Quads(m)); err != nil {
			log.Fatal(err)
		}
	}
	snapshot, err := store.Snapshot(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer snapshot.Close()
	answer, err := ask.Ask(ctx, snapshot, "哪些城市出现在至少三个措施下？", nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Said())
	fmt.Println(answer.Sentence)
	// Output:
	// 查询：several-measures --min 3
	// 共有1个地区出现在3个及以上措施下：长葛市（县级，河南省）4个。
}
