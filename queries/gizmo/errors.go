package gizmo

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// A ScriptError says what is wrong in a script, and where.
type ScriptError struct {
	// Line and Column count from 1, columns in characters; both are 0 where the place is not known.
	Line, Column int
	Message      string
}

func (e *ScriptError) Error() string {
	if e.Line == 0 {
		return "script: " + e.Message
	}
	return fmt.Sprintf("script: line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// Why a script was stopped.
var (
	// ErrTimeout: it ran longer than [Options.Timeout].
	ErrTimeout = errors.New("the script ran out of time: narrow it down, or allow more time")
	// ErrMemory: it took more than [Options.Memory].
	ErrMemory = errors.New("the script took too much memory: narrow it down, or allow more")
	// ErrDead: an earlier script left the session unusable.
	ErrDead = errors.New("the session ended with the script before: start a new one")
)

// scriptError turns what the script engine reports into a [*ScriptError], and passes other errors on.
func scriptError(err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return &ScriptError{list[0].Position.Line, list[0].Position.Column, list[0].Message}
	}
	var syntax *goja.CompilerSyntaxError
	if errors.As(err, &syntax) {
		if syntax.File == nil {
			return &ScriptError{Message: syntax.Message}
		}
		p := syntax.File.Position(syntax.Offset)
		return &ScriptError{p.Line, p.Column, syntax.Message}
	}
	var deep *goja.StackOverflowError
	if errors.As(err, &deep) {
		e := at(deep.Stack())
		e.Message = "functions call each other too deep: does the recursion end?"
		return e
	}
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		e := at(thrown.Stack())
		e.Message = thrownMessage(thrown)
		return e
	}
	return err
}

// thrownMessage is what a script threw, as one line, without calling toString, which may be the script's own.
func thrownMessage(e *goja.Exception) string {
	if e.Value() == nil {
		return "exception"
	}
	object, ok := e.Value().(*goja.Object)
	if !ok {
		return e.Value().String()
	}
	if object.ExportType().Implements(errorType) {
		return object.Export().(error).Error()
	}
	if object.ClassName() != "Error" {
		return "an object of class " + object.ClassName() + " was thrown"
	}
	if name, message := object.Get("name"), object.Get("message"); name != nil && message != nil {
		return strings.TrimPrefix(fmt.Sprint(name.Export())+": "+fmt.Sprint(message.Export()), "GoError: ")
	}
	return "an error without a message was thrown"
}

var errorType = reflect.TypeFor[error]()

// at is the innermost place of a stack that lies in the script.
func at(stack []goja.StackFrame) *ScriptError {
	for i := range stack {
		if p := stack[i].Position(); stack[i].SrcName() == scriptName && p.Line > 0 {
			return &ScriptError{Line: p.Line, Column: p.Column}
		}
	}
	return &ScriptError{}
}
