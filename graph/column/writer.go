package column

import "encoding/binary"

// A Form says what the chunks of a column hold.
type Form struct {
	// Texts says that objects have their texts.
	Texts bool
	// Bits says how many subjects a chunk has: those whose ranks differ in no more than their last Bits bits, which are
	// at most MaxBits.
	Bits uint8
}

// MaxBits is the most Bits of a form.
const MaxBits = 9

// Number is the number of the chunk that a subject belongs to.
func (f Form) Number(subject uint64) uint64 { return subject >> f.Bits }

// First is the least rank of a subject of a chunk.
func (f Form) First(number uint64) uint64 { return number << f.Bits }

// place is that of a subject in its chunk.
func (f Form) place(subject uint64) uint64 { return subject & (1<<f.Bits - 1) }

// What a value begins with.
const (
	tagTexts  = 1 << iota // a column of texts
	tagChange             // a change, not a chunk
)

func tag(texts bool) byte {
	if texts {
		return tagTexts
	}
	return 0
}

// A Writer makes a chunk, after [Writer.Reset].
type Writer struct {
	form           Form
	objects, pairs []byte
	places         map[uint64]uint64 // of objects
	text           []byte            // the one before
	object         uint64            // likewise
	place          uint64            // of the subject before, in the chunk
}

// Reset begins a chunk of a column.
func (w *Writer) Reset(f Form) {
	clear(w.places)
	*w = Writer{form: f, objects: w.objects[:0], pairs: w.pairs[:0], places: w.places, text: w.text[:0]}
}

// Add adds a pair, with the text of the object in a chunk of texts. Pairs must ascend, by subject and then object.
func (w *Writer) Add(subject, object uint64, text []byte) {
	if w.places == nil {
		w.places = map[uint64]uint64{}
	}
	at, known := w.places[object]
	if !known {
		at = uint64(len(w.places))
		w.places[object] = at
		w.addObject(object, text)
	}
	place := w.form.place(subject)
	w.pairs = binary.AppendUvarint(w.pairs, place-w.place)
	w.pairs = binary.AppendUvarint(w.pairs, at)
	w.place = place
}

func (w *Writer) addObject(object uint64, text []byte) {
	if !w.form.Texts {
		w.objects = binary.AppendUvarint(w.objects, object)
		return
	}
	shared := 0
	for shared < len(text) && shared < len(w.text) && text[shared] == w.text[shared] {
		shared++
	}
	w.objects = binary.AppendVarint(w.objects, int64(object-w.object))
	w.objects = binary.AppendUvarint(w.objects, uint64(shared))
	w.objects = binary.AppendUvarint(w.objects, uint64(len(text)-shared))
	w.objects = append(w.objects, text[shared:]...)
	w.object, w.text = object, append(w.text[:shared], text[shared:]...)
}

// Append appends the chunk to dst: nothing where no pair was added.
func (w *Writer) Append(dst []byte) []byte {
	if len(w.pairs) == 0 {
		return dst
	}
	dst = append(dst, tag(w.form.Texts))
	dst = binary.AppendUvarint(dst, uint64(len(w.places)))
	dst = binary.AppendUvarint(dst, uint64(len(w.objects)))
	return append(append(dst, w.objects...), w.pairs...)
}
