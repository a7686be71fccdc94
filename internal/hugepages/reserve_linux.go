package hugepages

import (
	"runtime"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"
)

// size is that of a huge page on the machines with 4 KB pages.
const size = 2 << 20

// Reserve makes the next n bytes of the heap huge pages where the system allows it, in steps of 32 MB, and else does
// nothing. The heap takes the memory as it needs it, in steps of a huge page, and what it does not need is never touched.
// It takes some tenths of a millisecond.
//
// The room is asked for as the stacks of goroutines: these come from the heap, fresh where they can, and go back as the
// goroutines end, without a collection of garbage.
func Reserve(n int) {
	var all, done sync.WaitGroup
	all.Add(n / stack)
	for range n / stack {
		done.Go(func() { deep(&all, false) })
	}
	done.Wait()
}

// Begin puts what the runtime's heap begins with on huge pages, what is touched of it and what is not yet: 8 MB at most. It
// is for a program that is going to use them, and takes some tenths of a millisecond.
func Begin() {
	at := uintptr(unsafe.Pointer(new([16]byte))) &^ (size - 1)
	for _, page := range [...]uintptr{at - size, at, at + size, at + 2*size} { // some of which may not be the heap's
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, page, size, unix.MADV_COLLAPSE)
	}
}

// stack is the size of a stack, a power of two as the runtime makes it for a function with so large a frame as deep's.
const stack = 32 << 20

// deep takes a stack, tells the kernel, and waits for the others.
//
//go:noinline
func deep(all *sync.WaitGroup, never bool) {
	if never {
		pass([stack/2 + size]byte{}) // what makes the frame large; it is never touched
	}
	top := uintptr(unsafe.Pointer(&never))
	advise((top-stack+size-1)&^(size-1), top&^(size-1))
	all.Done()
	all.Wait()
}

//go:noinline
func pass(room [stack/2 + size]byte) { runtime.KeepAlive(room[0]) }

// advise asks for huge pages between two addresses. An old kernel, or one without, leaves pages small.
func advise(from, to uintptr) {
	_, _, _ = unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_HUGEPAGE)
}
