package bulk

import (
	"encoding/binary"
	"errors"
	"runtime"
	"sync"
	"time"
)

// join puts the blocks into chunks, in the order of the input.
func (p *Plan) join() {
	defer close(p.joined)
	for b := range p.queue {
		<-b.done
		if p.ctx.Err() != nil {
			continue
		}
		for _, e := range b.bad {
			b.skip(e)
		}
		if b.err == nil {
			b.err = p.joinBlock(b)
		}
		if b.err != nil {
			p.cancel(b.err)
		}
	}
	if p.ctx.Err() == nil {
		p.joinLinks()
		p.sealOpen()
	}
	p.seals.Wait()
}

var errMany = errors.New("more than four thousand million terms and quads; split the input")

func (p *Plan) joinBlock(b *block) error {
	p.openChunk()
	numbers := make([]uint32, b.terms.len())
	for i := range numbers {
		text, hash := b.terms.text(uint32(i)), b.terms.hashes[i]
		if form, ok := b.forms[uint32(i)]; ok {
			text, hash = form, b.terms.hash(form)
		}
		numbers[i], _ = p.terms.intern(hash, text)
	}
	read := len(b.tuples)
	b.tuples = p.follow(b.tuples, numbers)
	for _, t := range b.tuples {
		dst := p.open.tuples.room(16)
		for i, n := range t {
			if n != noTerm {
				n = numbers[n]
			}
			binary.LittleEndian.PutUint32(dst[4*i:], n)
		}
	}
	if p.quads.Add(int64(read)) > 3<<30 {
		return errMany
	}
	p.read.Add(int64(len(b.text)))
	p.giveBack(b)
	p.sealFull()
	p.report("read", p.read.Load(), 0)
	return nil
}

// giveBack lets the memory of a block be used again.
func (p *Plan) giveBack(b *block) {
	select {
	case p.spare <- workbench{b.terms, b.tuples}:
	default:
	}
	if b.text == nil {
		return
	}
	select {
	case p.texts <- b.text:
	default:
	}
}

func (p *Plan) openChunk() {
	if p.open != nil {
		return
	}
	if p.terms = <-p.sealing; p.terms == nil {
		p.terms = newDictionary(p.seed, 1<<16)
		if len(p.chunks) == 0 {
			p.sealing <- nil
		}
	}
	p.terms.reset()
	p.open = &chunk{tuples: p.newTape()}
	p.chunks = append(p.chunks, p.open)
}

// sealFull seals the open chunk where it has taken its part of the memory: one is filled while another is sealed.
func (p *Plan) sealFull() {
	if p.terms.bytes+int64(p.terms.len())*termCost > p.o.Memory/8 {
		p.sealOpen()
	}
}

// sealOpen seals the open chunk beside what goes on.
func (p *Plan) sealOpen() {
	c, d := p.open, p.terms
	if c == nil {
		return
	}
	p.open, p.terms = nil, nil
	p.seals.Go(func() {
		err := c.tuples.done()
		if err == nil {
			err = p.seal(c, d)
		}
		if err != nil {
			p.cancel(err)
		}
		collect(p.quads.Load())
		p.sealing <- d
	})
}

// reportEvery is how often progress is told.
const reportEvery = 100 * time.Millisecond

func (p *Plan) report(step string, done, total int64) {
	if p.o.Progress == nil {
		return
	}
	p.told.Lock()
	defer p.told.Unlock()
	if now := time.Now(); step != p.step || now.Sub(p.last) >= reportEvery {
		p.step, p.last = step, now
		p.o.Progress(Progress{Step: step, Done: done, Total: total, Quads: p.quads.Load()})
	}
}

// collect gives back the memory of a step before the next one takes its own. There is next to nothing with pointers
// to look through, so it is fast, and without it the heap would grow to twice of what is in use.
func collect(quads int64) {
	if quads > collectFrom {
		runtime.GC()
	}
}

// collectFrom is how many quads make it worth while.
const collectFrom = 1 << 18

// split runs work on parts of n by all processors.
func (p *Plan) split(n int, work func(from, to int)) {
	var wg sync.WaitGroup
	parts := min(p.o.Processors, n/1024+1)
	for i := range parts {
		wg.Go(func() { work(i*n/parts, (i+1)*n/parts) })
	}
	wg.Wait()
}
