package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Find is the path of the notice that the gold file at path is about: the file that its field "file" names, or else
// the one with the gold's own base name and another extension. Both are looked for in the gold's folder and in the
// folder corpus beside that. It is an error where there is none, or where several have the base name.
func Find(path string) (string, error) {
	g, err := OpenGold(path)
	if err != nil {
		return "", err
	}
	folder := filepath.Dir(path)
	folders := []string{folder, filepath.Join(folder, "..", "corpus")}
	if g.File != "" {
		for _, f := range folders {
			if at := filepath.Join(f, filepath.Base(g.File)); isFile(at) && filepath.Clean(at) != filepath.Clean(path) {
				return at, nil
			}
		}
	}
	base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	for _, f := range folders {
		found, err := sameBase(f, base)
		if err != nil {
			return "", err
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return "", fmt.Errorf("find the notice of gold %q: %s all have its name; name one in its field \"file\"",
				path, strings.Join(found, ", "))
		}
	}
	return "", fmt.Errorf("find the notice of gold %q: put %q or a file named %s.* beside it or in ../corpus, or give the path",
		path, g.File, base)
}

// sameBase are the files of a folder named base with an extension other than those of golds and graphs.
func sameBase(folder, base string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find notice: %w", err)
	}
	var found []string
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), base+".")
		if !ok || e.IsDir() || strings.Contains(rest, ".") || rest == "json" || rest == "nq" {
			continue
		}
		found = append(found, filepath.Join(folder, e.Name()))
	}
	return found, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
