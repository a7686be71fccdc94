package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// gcPercent is the setting as it stands.
func gcPercent() int {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}

func TestCollectionIsAsUsualAfterTheFirst(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(usualPercent))
	collectLater()
	if now := gcPercent(); now <= usualPercent {
		t.Fatalf("the first collection comes at %d per cent", now)
	}
	runtime.GC()
	for end := time.Now().Add(10 * time.Second); gcPercent() != usualPercent; { // the cleanup runs beside
		if time.Now().After(end) {
			t.Fatalf("%d per cent after a collection", gcPercent())
		}
		runtime.Gosched()
	}
}

func TestGOGCHolds(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	collectLater()
	if now := gcPercent(); now != 50 {
		t.Errorf("%d per cent, not the 50 that were asked for", now)
	}
}
