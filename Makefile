.PHONY: build test bench benchmarks soak

# Without cgo: one static file, and the engine's block cache in the Go heap.
build:
	CGO_ENABLED=0 go build -o policygraph ./cmd/policygraph

test:
	go test ./...

# The project beside its peers, as a table. `graph/testdata/postgres-cluster make bench` has PostgreSQL in it too.
bench:
	@go run ./internal/bench

# The benchmarks of each package; those over the million-quad graph and the real notices run where ../shared is.
benchmarks:
	go test -run xxx -bench . -benchmem ./extract/... ./graph/... ./queries/...

# What takes too long for every change: each fuzz target for ten minutes, and the crash tests a hundred times.
soak:
	POLICYGRAPH_SOAK=1 go test -timeout 60m ./graph/...
	@set -e; grep -rl '^func Fuzz' --include=*_test.go . | while read -r file; do \
	  for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' "$$file"); do \
	    echo "$$file $$target"; \
	    go test -run xxx -fuzz "^$$target$$" -fuzztime 10m -fuzzminimizetime 1x "./$$(dirname "$$file")"; \
	  done; \
	done
