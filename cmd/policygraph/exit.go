package main

import (
	"errors"

	"policygraph/queries"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitSome   = 3 // some inputs failed and the rest are in
)

// A usageError is a command line that can't be run.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// A plainError is said as it is, without the program's name before it.
type plainError struct{ error }

// errSome: some inputs failed, each said already, and the rest are in.
var errSome = errors.New("")

// errAll: every input failed, each said already.
var errAll = errors.New("no input could be read")

// exitStatus is the exit status for what a command returned.
func exitStatus(err error) int {
	var usage usageError
	var argument *queries.ArgumentError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage), errors.As(err, &argument):
		return exitUsage
	case errors.Is(err, errSome):
		return exitSome
	}
	return exitFailed
}
