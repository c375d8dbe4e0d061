/** The one sentence a finding may say: its stage's own words, never more. */
import type { Finding, Purpose } from '../rules/core/index.ts';
import type { MessageKey, Translator } from '../utils/i18n.ts';
import { purposeName } from '../utils/names.ts';
import type { VendorWords } from '../utils/protocol.ts';

export function stageSentence(finding: Finding, vendor: VendorWords, words: Translator): string {
  const values = { vendor: vendor.name, purpose: purposeName(vendor.purpose as Purpose, words) };
  return words.t(sentenceKey(finding, vendor), values);
}

function sentenceKey({ stage, hosted, blocked, evidence }: Finding, { modalities }: VendorWords): MessageKey {
  if (blocked) return 'block_attempt';
  switch (stage) {
    case 'listed':
      return 'stage_listed';
    case 'loaded':
      return hosted ? 'stage_hosted' : 'stage_loaded';
    case 'started':
      return modalities.every(isBehaviour) ? 'stage_started_behaviour' : 'stage_started';
    case 'capture-ready':
    case 'capturing':
      return sensorKey(stage === 'capturing' ? 'capturing' : 'ready', evidence);
  }
}

/** The sensor that was observed, and "is running" only where that was observed too. */
function sensorKey(stage: 'ready' | 'capturing', evidence: Finding['evidence']): MessageKey {
  const sensor = evidence[0]?.sensor ?? 'camera';
  const running = evidence.some((sighting) => sighting.stage === 'started') ? '' : '_loaded';
  if (sensor === 'picture') return `stage_ready_picture${running}`;
  return `stage_${stage}_${sensor}${running}`;
}

const BEHAVIOUR = ['keystroke', 'pointer', 'touch'];
const isBehaviour = (modality: string) => BEHAVIOUR.includes(modality);
