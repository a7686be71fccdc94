// Package lazyregexp holds regular expressions that are compiled at their first use. Compiled as a package starts, they
// would cost every process their time and memory, the one that prints its help too.
package lazyregexp

import (
	"os"
	"regexp"
	"strings"
	"sync"
)

// A Regexp is a regular expression that compiles when it is first matched. It is safe for concurrent use.
type Regexp struct {
	expression string
	compiled   func() *regexp.Regexp
}

// New is the regular expression of a text in the syntax of package regexp. A wrong one panics at its first use, and in
// a test at once.
func New(expression string) *Regexp {
	r := &Regexp{expression, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
	if inTest {
		r.compiled()
	}
	return r
}

// inTest reports whether the process is one that go test built.
var inTest = len(os.Args) > 0 && strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

// String is the expression's text.
func (r *Regexp) String() string { return r.expression }

// The following are the methods of [regexp.Regexp] of the same names.

// MatchString reports whether s holds a match.
func (r *Regexp) MatchString(s string) bool { return r.compiled().MatchString(s) }

// FindSubmatch gives the leftmost match in b and its groups.
func (r *Regexp) FindSubmatch(b []byte) [][]byte { return r.compiled().FindSubmatch(b) }

// FindString gives the leftmost match in s.
func (r *Regexp) FindString(s string) string { return r.compiled().FindString(s) }

// FindStringIndex gives where the leftmost match in s begins and ends.
func (r *Regexp) FindStringIndex(s string) []int { return r.compiled().FindStringIndex(s) }

// FindStringSubmatch gives the leftmost match in s and its groups.
func (r *Regexp) FindStringSubmatch(s string) []string { return r.compiled().FindStringSubmatch(s) }

// FindStringSubmatchIndex gives where the leftmost match in s and its groups begin and end.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	return r.compiled().FindStringSubmatchIndex(s)
}

// FindAllStringSubmatchIndex gives where at most n matches in s and their groups begin and end; all where n is negative.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.compiled().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString gives s with each match replaced, in which $1 stands for the first group.
func (r *Regexp) ReplaceAllString(s, replacement string) string {
	return r.compiled().ReplaceAllString(s, replacement)
}

// Split gives the parts of s between at most n matches; all where n is negative.
func (r *Regexp) Split(s string, n int) []string { return r.compiled().Split(s, n) }
