package queries

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A ParamType is the type of a parameter's value.
type ParamType string

// The types of parameter.
const (
	Name   ParamType = "text"   // any text
	Count  ParamType = "count"  // a whole number from 0
	Flag   ParamType = "flag"   // true or false
	Choice ParamType = "choice" // one of the parameter's choices
)

// A Param is a parameter of a named query.
type Param struct {
	// Name is the flag's name without dashes, and the key of a URL query.
	Name string
	Type ParamType
	// Default is the value where none is given; "" asks for nothing.
	Default string
	// Choices are the values of a [Choice].
	Choices []string
	// Positional says that the command line takes it without its name.
	Positional bool
	// En and Zh say in one line what it does.
	En, Zh string
}

// Args are arguments of a query by the names of its parameters; a flag is "true" or "false".
type Args map[string]string

// An ArgumentError says that an argument can't be used, whatever the store holds.
type ArgumentError struct {
	Query, Param, Value string
	// Want says what would be right.
	Want string
}

func (e *ArgumentError) Error() string {
	return fmt.Sprintf("query %s: --%s %q: %s", e.Query, e.Param, e.Value, e.Want)
}

// arguments are checked arguments with their defaults filled in.
type arguments map[string]string

func (a arguments) text(name string) string { return a[name] }
func (a arguments) flag(name string) bool   { return a[name] == "true" }

func (a arguments) count(name string) int {
	n, _ := strconv.Atoi(a[name]) // check has seen to it
	return n
}

// check fills in the defaults and refuses unknown parameters and values of a wrong type.
func (q *Query) check(args Args) (arguments, error) {
	out := make(arguments, len(q.Params))
	for i := range q.Params {
		p := &q.Params[i]
		value, given := args[p.Name]
		value = strings.TrimSpace(value)
		if !given || value == "" {
			value = p.Default
		} else if want := p.want(value); want != "" {
			return nil, &ArgumentError{q.Name, p.Name, value, want}
		}
		out[p.Name] = value
	}
	var unknown []string
	for name := range args {
		if _, ok := out[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		name := slices.Min(unknown)
		return nil, &ArgumentError{q.Name, name, args[name], "there is no such parameter; there are " + q.flags()}
	}
	return out, nil
}

// want is what is wrong with a value, or "".
func (p *Param) want(value string) string {
	switch p.Type {
	case Count:
		if n, err := strconv.ParseInt(value, 10, 32); err != nil || n < 0 {
			return "give a whole number from 0, such as 2"
		}
	case Flag:
		if value != "true" && value != "false" {
			return "give true or false"
		}
	case Choice:
		if !slices.Contains(p.Choices, value) {
			return "give one of " + strings.Join(p.Choices, ", ")
		}
	}
	return ""
}

func (q *Query) flags() string {
	names := make([]string, len(q.Params))
	for i := range q.Params {
		names[i] = "--" + q.Params[i].Name
	}
	return strings.Join(names, ", ")
}

// A NoMatchError says that an argument names nothing that the store holds.
type NoMatchError struct {
	Param, Value string
}

func (e *NoMatchError) Error() string {
	return fmt.Sprintf("no %s in the store matches %q: give a name or a part of it, a code or an IRI", e.Param, e.Value)
}

// An AmbiguousError says that an argument must name one notice and fits several.
type AmbiguousError struct {
	Param, Value string
	// Candidates are what it fits, as “文号 title”, in order of their IRIs; at most ten.
	Candidates []string
	// Total is how many there are.
	Total int
}

func (e *AmbiguousError) Error() string {
	said := "not given"
	if e.Value != "" {
		said = strconv.Quote(e.Value)
	}
	return fmt.Sprintf("%s %s fits %d notices, name one of them: %s", e.Param, said, e.Total,
		strings.Join(e.Candidates, "; "))
}
