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

// ask takes n bytes from the heap, fresh where they can be, and tells the kernel.
//
//go:noinline
func ask(n int) {
	var b strings.Builder // it does not clear what it grows to, as make would where the heap had some of it before
	b.Grow(n)
	b.WriteByte(0)
	start := unsafe.StringData(b.String())
	room := unsafe.Slice(start, n)
	at := uintptr(unsafe.Pointer(start))
	from := int(-at & (size - 1))
	to := n - int((at+uintptr(n))&(size-1))
	_ = unix.Madvise(room[from:to], unix.MADV_HUGEPAGE) // an old kernel, or one without: pages stay small
}
