package pebblekv

import (
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Format is the version of Pebble's files that stores are written in.
const Format = pebble.FormatNewest

// DefaultMemory is the size of the block cache, in bytes, where none is asked for.
const DefaultMemory = 64 << 20

// Options are the options of a store on fs with a block cache of so many bytes; whoever builds tables for
// ingestion takes them too. The default comparer and the merger are part of the layout: index entries change by
// merging.
func Options(fs vfs.FS, memory int64, log pebble.Logger) *pebble.Options {
	if memory <= 0 {
		memory = DefaultMemory
	}
	o := &pebble.Options{
		FS:                 fs,
		FormatMajorVersion: Format,
		CacheSize:          memory,
		Merger:             merger,
		MemTableSize:       16 << 20,
		Logger:             log,
	}
	for i := range o.Levels {
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.FastestCompression }
		// 10 bits a key: one in a hundred look-ups of a node that the store lacks reads a block in vain.
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
	}
	return o
}
