package hugepages

import (
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// size is that of a huge page on the machines with 4 KB pages.
const size = 2 << 20

// Reserve makes the next n bytes of the heap huge pages where the system allows it, and else does nothing. The heap
// takes the memory as it needs it, in steps of a huge page, and what it does not need is never touched. It takes about a
// millisecond, for a garbage collection among others.
func Reserve(n int) {
	if n < 2*size {
		return
	}
	ask(n)
	runtime.GC() // hands the room of ask to the heap, which goes on from there
}

// Begin puts what the runtime's heap begins with on huge pages, what is touched of it and what is not yet: 8 MB at most. It
// is for a program that is going to use them, and takes some tenths of a millisecond.
func Begin() {
	at := uintptr(unsafe.Pointer(new([16]byte))) &^ (size - 1)
	for _, page := range [...]uintptr{at - size, at, at + size, at + 2*size} { // some of which may not be the heap's
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, page, size, unix.MADV_COLLAPSE)
	}
}

// ask takes n bytes from the heap, fresh where they can be, and tells the kernel.
//
//go:noinline
func ask(n int) {
	var b strings.Builder // it does not clear what it grows to, as make would where the heap had some of it before
	b.Grow(n)
	b.WriteByte(0)
	at := uintptr(unsafe.Pointer(unsafe.StringData(b.String())))
	advise((at+size-1)&^(size-1), (at+uintptr(n))&^(size-1))
}

// advise asks for huge pages between two addresses. An old kernel, or one without, leaves pages small.
func advise(from, to uintptr) {
	_, _, _ = unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_HUGEPAGE)
}
