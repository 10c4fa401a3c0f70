using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Queries;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <summary>A training organisation's work items on one campaign.</summary>
internal static class OrganisationItems
{
    public static IReadOnlyList<WorkItem> Of(Campaign campaign, Referential referential, List<Enrolment> enrolments, IReadOnlyList<PlannedEvaluation> plan)
    {
        var items = new List<WorkItem>();
        var place = $"{campaign.Name}, {campaign.CertificationCode}";
        if (campaign.Status == CampaignStatus.EnrolmentOpen)
        {
            var until = $"jusqu’au {FrenchFormat.Date(campaign.EnrolmentClosesOn)}";
            foreach (var returned in enrolments.Where(e => e.Status == EnrolmentStatus.Returned))
                items.Add(new("Corriger une inscription renvoyée", $"/inscriptions/{returned.Id}", "Corriger", [place, returned.ReturnReason ?? ""], 0, 0, null, campaign.EnrolmentClosesOn, until));
            var drafts = enrolments.FindAll(e => e.Status == EnrolmentStatus.Draft);
            if (drafts.Count > 0)
                items.Add(new($"Terminer {FrenchFormat.Count(drafts.Count, "brouillon")}", drafts is [var only] ? $"/inscriptions/{only.Id}" : "/inscriptions", "Reprendre", [place], 0, 0, null, campaign.EnrolmentClosesOn, until));
            items.Add(new("Inscrire des candidats", $"/inscriptions/nouvelle/{campaign.Id}", "Inscrire", [place, FrenchFormat.Count(enrolments.Count, "candidat inscrit", "candidats inscrits")], 0, 0, null, campaign.EnrolmentClosesOn, until));
        }
        var mine = plan.Where(p => p.Source == SourceKind.TrainingOrganisation).ToList();
        if (campaign.Status == CampaignStatus.Evaluation && mine.Exists(p => !p.Submitted))
            items.Add(new($"Saisir {FrenchFormat.Count(mine.Count(p => !p.Submitted), "évaluation")}", "/evaluations", "Évaluer", [place],
                mine.Count(p => p.Submitted), mine.Count, FrenchFormat.OutOf(mine.Count(p => p.Submitted), mine.Count, "remise"), campaign.EvaluationDueOn, $"attendues le {FrenchFormat.Date(campaign.EvaluationDueOn)}"));
        var tutors = plan.Where(p => p.Source == SourceKind.Tutor).ToList();
        if (campaign.Status == CampaignStatus.Evaluation && tutors.Exists(p => !p.Submitted))
            items.Add(new($"Relancer les {French.Plural(referential.Source(SourceKind.Tutor).Label)} pour {FrenchFormat.Count(tutors.Count(p => !p.Submitted), "observation")}", $"/relances/{campaign.Id}?source={SourceKind.Tutor}", "Relancer", [place],
                tutors.Count(p => p.Submitted), tutors.Count, FrenchFormat.OutOf(tutors.Count(p => p.Submitted), tutors.Count, "remise"), campaign.EvaluationDueOn, $"attendues le {FrenchFormat.Date(campaign.EvaluationDueOn)}"));
        return items;
    }
}
