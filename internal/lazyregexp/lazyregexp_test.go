package lazyregexp_test

import (
	"testing"

	"policygraph/internal/lazyregexp"
)

func TestMatchesAsPackageRegexpDoes(t *testing.T) {
	r := lazyregexp.New(`第([一二三]+)条`)
	if m := r.FindStringSubmatch("示例第二条"); len(m) != 2 || m[1] != "二" {
		t.Errorf("groups %q", m)
	}
	if r.MatchString("第四条") || r.String() != `第([一二三]+)条` {
		t.Errorf("%q matches 第四条", r)
	}
}

func TestWrongExpressionsPanicInTestsAtOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("( was taken")
		}
	}()
	lazyregexp.New("(")
}
