// To be imported first: from then on the numbers of every tensor, however small, lie on the heap, and the heap moves whenever room is made.
import { strain } from '../../lib/tensor/storage/index.ts'

strain(true)
