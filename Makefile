.PHONY: build test bench soak

build:
	go build -o policygraph ./cmd/policygraph

test:
	go test ./...
