package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
)

// isDiskFull reports whether an operation failed for want of room: a full disk, a quota, or a limit on files.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// isBroken reports whether the device or the file system itself failed.
func isBroken(err error) bool {
	return errors.Is(err, syscall.EIO) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EBADF)
}

// explainLock says why a folder could not be locked.
func explainLock(err error) error {
	if isDiskFull(err) || errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.EROFS) {
		return explain(err)
	}
	return fmt.Errorf("%w: it is open elsewhere, mostly in another process; wait until that ends or stop it (%v)", ErrInUse, err)
}

// explainOpen says why a database could not be opened.
func explainOpen(err error) error {
	switch {
	case isDiskFull(err), errors.Is(err, fs.ErrPermission):
		return explain(err)
	case errors.Is(err, ErrDamaged), pebble.IsCorruptionError(err), errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %s (%v)", ErrDamaged, whatToDo, err)
	}
	return fmt.Errorf("%w: the store's files cannot be read; %s (%v)", ErrDamaged, whatToDo, err)
}
