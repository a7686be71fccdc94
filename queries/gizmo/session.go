package gizmo

import (
	"context"
	"errors"
	"fmt"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// Options bound what a script may take. The zero value has the defaults.
type Options struct {
	// Timeout is how long one script may run; 0 means 30 seconds.
	Timeout time.Duration
	// Limit is how many results one script may give; 0 means 100,000. A script that gives more is stopped, and its
	// output is marked as cut.
	Limit int
	// Memory is by how many bytes the heap of the process may grow while a script runs; 0 means 256 MiB.
	Memory uint64
	// FullIRIs gives IRIs in full in results; otherwise those of the vocabulary are shortened by their prefixes.
	FullIRIs bool
}

// Bounds that no option changes.
const (
	// maxScript is the length of a script in bytes: the parser recurses, and nesting can't be deeper than this.
	maxScript = 64 << 10
	// maxDepth is how deep functions may call each other.
	maxDepth = 2000
	// maxSteps is how many steps a path may have: Cayley recurses over them.
	maxSteps = 500
	// grace is how long a stopped script may take to notice.
	grace = 2 * time.Second
	// pulse is the time between two looks at a running script.
	pulse = 10 * time.Millisecond
)

// scriptName marks places in scripts, as against places in built-in functions.
const scriptName = "script"

// A Session runs scripts one after another; variables stay from one to the next. It is not for concurrent use.
type Session struct {
	options Options
	inner   *gizmo.Session
	runtime *goja.Runtime
	guard   *guard
	dead    bool
}

// New starts a session over a quad store, such as that of a snapshot, which must stay open until the session's last
// script has ended. Its error says that Cayley's Gizmo works otherwise than this package knows it.
func New(store cayley.QuadStore, options Options) (*Session, error) {
	if options.Timeout <= 0 {
		options.Timeout = 30 * time.Second
	}
	if options.Limit <= 0 {
		options.Limit = 100_000
	}
	if options.Memory == 0 {
		options.Memory = 256 << 20
	}
	inner := gizmo.NewSession(exactStore{store})
	runtime, err := runtimeOf(inner)
	if err != nil {
		return nil, fmt.Errorf("start a Gizmo session: %w", err)
	}
	runtime.SetMaxCallStackSize(maxDepth)
	runtime.SetParserOptions(parser.WithDisableSourceMaps) // a source map would be read from the file system
	s := &Session{options: options, inner: inner, runtime: runtime, guard: newGuard(runtime)}
	if err := errors.Join(s.guard.install(), s.guard.tame()); err != nil {
		return nil, fmt.Errorf("start a Gizmo session: %w", err)
	}
	return s, nil
}

// Run runs one script. Its errors are [*ScriptError], those that say why it was stopped ([ErrTimeout], [ErrMemory],
// or that of the context), and those of the store. A script that ends in an error gives no output.
func (s *Session) Run(ctx context.Context, script string) (*Output, error) {
	if s.dead {
		return nil, ErrDead
	}
	if len(script) > maxScript {
		return nil, &ScriptError{Message: fmt.Sprintf("it has %d bytes; %d are the most", len(script), maxScript)}
	}
	program, err := compile(script)
	if err != nil {
		return nil, scriptError(err)
	}
	return s.execute(ctx, program)
}

// compile compiles a script without reading the source map it may name.
func compile(script string) (*goja.Program, error) {
	ast, err := parser.ParseFile(nil, scriptName, script, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, err
	}
	return goja.CompileAST(ast, false)
}

// runtimeOf reaches the engine of a Cayley session by public ways alone: a script emits a function; called from Go
// it gives the global object; a Go function set there is called with the engine. Cayley has no accessor.
func runtimeOf(inner *gizmo.Session) (*goja.Runtime, error) {
	ctx := context.Background()
	it, err := inner.Execute(ctx, "g.emit(function() { return this }); null", query.Options{Collation: query.Raw})
	if err != nil {
		return nil, err
	}
	var global func(goja.FunctionCall) goja.Value
	for it.Next(ctx) {
		if r, ok := it.Result().(*gizmo.Result); ok && global == nil {
			global, _ = r.Val.(func(goja.FunctionCall) goja.Value)
		}
	}
	if it.Err() != nil || global == nil {
		return nil, errors.Join(errors.New("no way to its script engine"), it.Err())
	}
	object, ok := global(goja.FunctionCall{This: goja.Undefined()}).(*goja.Object)
	if !ok {
		return nil, errors.New("no global object")
	}
	var runtime *goja.Runtime
	const name = "policygraphRuntime"
	err = object.Set(name, func(_ goja.FunctionCall, r *goja.Runtime) goja.Value {
		runtime = r
		return goja.Undefined()
	})
	if err != nil {
		return nil, err
	}
	if reach, ok := goja.AssertFunction(object.Get(name)); ok {
		_, err = reach(goja.Undefined())
	}
	if err = errors.Join(err, object.Delete(name)); err != nil || runtime == nil {
		return nil, errors.Join(errors.New("no script engine"), err)
	}
	err = it.Close()
	runtime.ClearInterrupt() // which Close sets, although the script has ended
	return runtime, err
}
