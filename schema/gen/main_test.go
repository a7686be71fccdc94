package main

import (
	"os"
	"testing"
)

func TestDocumentationIsCurrent(t *testing.T) {
	got, err := os.ReadFile("../../docs/schema.md")
	if err != nil || string(got) != document() {
		t.Errorf("docs/schema.md is not what the vocabulary says (%v); run go generate ./schema", err)
	}
}
