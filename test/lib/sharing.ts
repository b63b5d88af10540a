// To be imported first: from then on the numbers of large tensors lie in a memory that several threads may see.
import { heap } from '../../lib/tensor/storage/index.ts'

heap.share()
