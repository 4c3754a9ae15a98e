import { runContract } from '../../test/runContract.js'

// A later version of the server differs in subscriptions and in reads from between two events: the model, which has its own say on neither, is played less often.
runContract('EventStoreDB 24.2', (url) => url, { plays: 10, profile: '24.2' })
