package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Open reads inputs one after another: a file, a folder (with all below it, but for hidden files), a glob, an
// archive, an http or https URL, or "-" for o.Stdin. Folders and globs are read in the order of their paths, so
// that the same inputs give the same documents in the same order.
//
// Each pair is a document or an error, never both. An error for one input, member or row does not stop the rest;
// a file that is no document, met in a folder or an archive, is told as a [*Skipped]. When ctx ends, its error is
// the last pair. Only one document is in memory at a time: archives and tables of rows are streamed.
func Open(ctx context.Context, inputs []string, o Options) iter.Seq2[*Document, error] {
	o.Limits = o.Limits.withDefaults()
	return func(yield func(*Document, error) bool) {
		r := &reader{ctx: ctx, o: o, yield: yield}
		for _, input := range inputs {
			if !r.input(input) {
				return
			}
		}
	}
}

// A reader carries what is the same for all inputs. Its methods report whether to go on.
type reader struct {
	ctx   context.Context
	o     Options
	yield func(*Document, error) bool

	fetcher *fetcher // made for the first URL
}

// fail tells an error.
func (r *reader) fail(err error) bool { return r.yield(nil, err) }

// stop tells that the context ended.
func (r *reader) stop() bool {
	r.yield(nil, r.ctx.Err())
	return false
}

// budget is what one input may give.
func (r *reader) budget() *budget {
	return &budget{bytes: r.o.Limits.Archive, members: r.o.Limits.Members}
}

// input reads one input.
func (r *reader) input(name string) bool {
	if r.ctx.Err() != nil {
		return r.stop()
	}
	if isURL(name) {
		return r.url(name)
	}
	if name == "-" {
		return r.stdin()
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return r.folder(name)
	case err == nil:
		return r.path(name, false)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?["):
		return r.glob(name)
	case errors.Is(err, fs.ErrNotExist):
		return r.fail(missing(name))
	}
	return r.fail(fmt.Errorf("read %q: %w", name, err))
}

// stdin reads standard input as one file.
func (r *reader) stdin() bool {
	if r.o.Stdin == nil {
		return r.fail(errors.New(`read "-": there is no standard input`))
	}
	return r.stream(file{name: "-", in: r.o.Stdin, left: r.budget()})
}

// glob reads the files and folders that match a pattern, in the order of their paths.
func (r *reader) glob(pattern string) bool {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return r.fail(fmt.Errorf("read %q: %w; quote a name that holds * ? or [", pattern, err))
	}
	if len(paths) == 0 {
		return r.fail(missing(pattern))
	}
	slices.Sort(paths)
	for _, path := range paths {
		if !r.input(path) {
			return false
		}
	}
	return true
}

// folder reads all files below a folder, in lexical order. Hidden files and folders are passed over.
func (r *reader) folder(root string) bool {
	goOn := true
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case r.ctx.Err() != nil:
			goOn = r.stop()
		case err != nil:
			goOn = r.fail(fmt.Errorf("read %q: %w", path, err))
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		default:
			goOn = r.entry(path)
		}
		if !goOn {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil && goOn {
		return r.fail(fmt.Errorf("read %q: %w", root, err))
	}
	return goOn
}

// entry reads a file of a folder.
func (r *reader) entry(path string) bool {
	info, err := os.Stat(path) // follows a link
	if err != nil {
		return r.fail(fmt.Errorf("read %q: %w", path, err))
	}
	what := notADocument(path)
	if !info.Mode().IsRegular() {
		what = "it is no regular file"
	}
	if what != "" {
		return r.fail(&Skipped{path, what})
	}
	return r.path(path, true)
}

// path reads a file on disk; found says that it was met in a folder.
func (r *reader) path(path string, found bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return r.fail(fmt.Errorf("read %q: %w", path, err))
	}
	defer f.Close()
	in := file{name: path, in: f, found: found, left: r.budget()}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		in.at, in.size = f, info.Size()
	}
	return r.stream(in)
}
