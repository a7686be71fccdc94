//go:build !linux

package hugepages

// Reserve does nothing on this system.
func Reserve(int) {}

// Begin does nothing on this system.
func Begin() {}
