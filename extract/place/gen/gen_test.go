package main

import (
	"bytes"
	"os"
	"testing"
)

// TestIndexIsFresh: data/index.bin is what the tables beside it make.
func TestIndexIsFresh(t *testing.T) {
	want, err := buildIndex("../data")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../data/index.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("data/index.bin is not what data/*.tsv make; run go generate ./extract/place")
	}
}

func TestShortName(t *testing.T) {
	for name, want := range map[string]string{
		"重庆市": "重庆", "长葛市": "长葛", "涉县": "", "市中区": "", "乌拉特前旗": "", "浦东新区": "浦东", "六枝特区": "六枝",
		"神农架林区": "神农架", "琼中黎族苗族自治县": "琼中", "双江拉祜族佤族布朗族傣族自治县": "双江", "东乡族自治县": "东乡族",
		"瀍河回族区": "瀍河", "察布查尔锡伯自治县": "察布查尔", "隆林各族自治县": "隆林",
	} {
		at := level("110101")
		if name == "重庆市" {
			at = level("500000")
		}
		if got := shortName(name, at); got != want {
			t.Errorf("%s is %q in short, want %q", name, got, want)
		}
	}
	if got := shortName("克孜勒苏柯尔克孜自治州", level("653000")); got != "克孜勒苏" {
		t.Errorf("克孜勒苏柯尔克孜自治州 is %q in short", got)
	}
}
